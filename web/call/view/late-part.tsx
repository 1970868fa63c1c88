import { Component, Suspense, type ReactNode } from 'react';
import { Says } from '../../ui/page.tsx';

interface Props {
  children: ReactNode;
  close?: () => void;
}

/** Around what is fetched when it is first wanted: where it does not come, the call goes on without it. */
export class LatePart extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { children, close } = this.props;
    if (!this.state.failed) return <Suspense>{children}</Suspense>;
    return (
      <div className="line-note">
        <Says tone="warn">
          A part of this page did not come; the call goes on without it. Your place is kept while
          you load the page anew.
          <button className="button" type="button" onClick={() => location.reload()}>
            Load anew
          </button>
          {close && (
            <button className="button" type="button" onClick={close}>
              Not now
            </button>
          )}
        </Says>
      </div>
    );
  }
}
