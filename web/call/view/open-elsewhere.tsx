import { useState } from 'react';
import { browserHref, isInsideApp } from '../browser.ts';

/** Mail programs and other apps show pages inside themselves, most of them without a camera. */
export function OpenElsewhere() {
  const [copied, setCopied] = useState(false);
  if (!isInsideApp(navigator.userAgent)) return null;
  const href = browserHref(location.href, navigator.userAgent);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <div className="says warn open-elsewhere" role="status">
      <p>
        <b>Open this page in your browser.</b>
      </p>
      <p>
        It is shown inside another app now, and there camera and microphone often do not work. Look
        for “Open in browser” in the menu of this page, or copy its link.
      </p>
      <p className="bar">
        {href && (
          <a className="button" href={href}>
            Open in your browser
          </a>
        )}
        <button className="button" type="button" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy the link'}
        </button>
      </p>
    </div>
  );
}
