/** Where to read on; for whoever runs this Parley also where to set Zoom up. Those pages come without scripts. */
export function HelpFoot({ operates }: { operates: boolean }) {
  return (
    <p className="help-foot small soft">
      <a href="/help/adding">How connecting Zoom works</a>
      <a href="/help/troubleshooting">When something does not work</a>
      {operates && <a href="/setup/zoom">Set up Zoom for this Parley</a>}
      {operates && <a href="/setup/zoom/health">Zoom health</a>}
    </p>
  );
}
