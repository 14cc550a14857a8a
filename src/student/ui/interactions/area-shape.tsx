import type { Area } from './areas.ts';
import type { Size } from './pointing.ts';

/** The outline of an area: light below and dark above, to be seen on any picture. */
export function AreaShape({ area, picture, kinds }: { area: Area; picture: Size; kinds: string }) {
  return (
    <g class={`shape ${area.shape === 'default' ? 'whole' : ''} ${kinds}`}>
      {(['halo', 'outline'] as const).map((layer) => outline(area, picture, layer))}
    </g>
  );
}

function outline({ shape, coords }: Area, picture: Size, layer: string) {
  const [a = 0, b = 0, c = 0, d = 0] = coords;
  const own = { key: layer, class: layer };
  switch (shape) {
    case 'circle':
      return <circle {...own} cx={a} cy={b} r={c} />;
    case 'ellipse':
      return <ellipse {...own} cx={a} cy={b} rx={c} ry={d} />;
    case 'rect':
      return <rect {...own} x={Math.min(a, c)} y={Math.min(b, d)} width={Math.abs(c - a)} height={Math.abs(d - b)} />;
    case 'poly':
      return <polygon {...own} points={coords.join(' ')} />;
    case 'default':
      return <rect {...own} x={0} y={0} width={picture.width} height={picture.height} />;
    default:
      return shape satisfies never;
  }
}
