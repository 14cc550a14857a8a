export interface SettingOption<Value> {
  value: Value;
  name: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** Drawn in these letters. */
  font?: string;
}

interface Props<Value> {
  name: string;
  legend: string;
  options: ReadonlyArray<SettingOption<Value>>;
  chosen: Value;
  onChoose(value: Value): void;
}

/** One of a few; native inputs, so that every keyboard and screen reader knows them. */
export function Setting<Value extends string | number | null>(props: Props<Value>) {
  const { name, legend, options, chosen, onChoose } = props;
  return (
    <fieldset class="setting">
      <legend>{legend}</legend>
      <div class="picks">
        {options.map(({ value, name: words, lang, dir, font }) => (
          <label key={value} class="pick" lang={lang} dir={dir} data-font={font}>
            <input
              type="radio"
              name={`setting-${name}`}
              value={value ?? ''}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
