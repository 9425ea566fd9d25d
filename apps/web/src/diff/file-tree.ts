/** A file, or a folder with what is in it. */
export type TreeNode<T> =
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly file: T }
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly path: string;
      readonly children: readonly TreeNode<T>[];
    };

interface Folder<T> {
  readonly folders: Map<string, Folder<T>>;
  readonly files: Array<{ readonly name: string; readonly path: string; readonly file: T }>;
}

const emptyFolder = <T>(): Folder<T> => ({ folders: new Map(), files: [] });

function nodesOf<T>({ folders, files }: Folder<T>, above: string): TreeNode<T>[] {
  const inner = [...folders].map(([first, folder]): TreeNode<T> => {
    let [name, path, here] = [first, `${above}${first}`, folder];
    // A folder that holds nothing but a folder is shown with it on one line.
    while (here.files.length === 0 && here.folders.size === 1) {
      const [next] = here.folders;
      if (next === undefined) break;
      name = `${name}/${next[0]}`;
      path = `${path}/${next[0]}`;
      here = next[1];
    }
    return { kind: 'folder', name, path, children: nodesOf(here, `${path}/`) };
  });
  return [...inner, ...files.map((each): TreeNode<T> => ({ kind: 'file', ...each }))];
}

/** Files as a tree by their paths: folders first, in the order of the files. */
export function fileTree<T extends { readonly path: string }>(files: readonly T[]): readonly TreeNode<T>[] {
  const root = emptyFolder<T>();
  for (const file of files) {
    const parts = file.path.split('/');
    const name = parts.pop() ?? file.path;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? emptyFolder<T>();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ name, path: file.path, file });
  }
  return nodesOf(root, '');
}

/** The files of a tree in the order in which it shows them. */
export const filesInOrder = <T>(nodes: readonly TreeNode<T>[]): readonly T[] =>
  nodes.flatMap((node) => (node.kind === 'file' ? [node.file] : filesInOrder(node.children)));
