import { Component, type ReactNode } from "react";
import { Fault } from "./states.tsx";

/** A view that breaks says so and leaves the rest of the page standing. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return <Fault error={this.state.error} retry={() => this.setState({ error: null })} />;
  }
}
