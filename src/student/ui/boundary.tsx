import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** Stands where a part has thrown. */
  fallback: ComponentChildren;
  children: ComponentChildren;
}

/** A part that throws takes nothing else with it: the student goes on with the rest of the test. */
export class Boundary extends Component<Props, { broken?: boolean }> {
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ broken: true });
  }

  override render({ fallback, children }: Props, { broken }: { broken?: boolean }): ComponentChildren {
    return broken ? fallback : children;
  }
}
