/** Where edges end: React Flow measures what has these classes, in nodes that are drawn. */
export const anchors = (
  <>
    <span aria-hidden className="target absolute top-1/2 left-0" data-handlepos="left" />
    <span aria-hidden className="source absolute top-1/2 right-0" data-handlepos="right" />
  </>
);
