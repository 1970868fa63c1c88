import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

/**
 * Asks before a deed that touches other people. Lists what it touches; Escape and a press beside it
 * leave everything as it was.
 */
export function Dialog(props: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="veil"
      isDismissable
      isOpen={props.open}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <Modal className="sheet dialog">
        <AriaDialog>
          <Heading slot="title" className="dialog-title">
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The foot of a dialog: everything stays as it is, or the deed is done. */
export function DialogBar(props: { keep: string; onKeep: () => void; deed: ReactNode }) {
  return (
    <div className="bar">
      <button className="button quiet" type="button" onClick={props.onKeep}>
        {props.keep}
      </button>
      {props.deed}
    </div>
  );
}
