import './lib/require-node.mjs';

// Not a static import: an old Node would fail on the syntax of what is behind it before it says that it is old.
import('./commands/pictures.mjs');
