import { describe, expect, it } from 'vitest';
import { filesInOrder, fileTree, type TreeNode } from './file-tree';

const shown = (nodes: readonly TreeNode<{ path: string }>[], depth = 0): string[] =>
  nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.name}${node.kind === 'folder' ? '/' : ''}`,
    ...(node.kind === 'folder' ? shown(node.children, depth + 1) : []),
  ]);

describe('fileTree', () => {
  it('nests files in folders, folders first, and joins folders that hold only one', () => {
    const files = ['readme.md', 'src/deep/er/a.ts', 'src/deep/er/b.ts', 'test/a.ts'].map((path) => ({
      path,
    }));
    const tree = fileTree(files);
    expect(shown(tree)).toEqual(['src/deep/er/', '  a.ts', '  b.ts', 'test/', '  a.ts', 'readme.md']);
    expect(filesInOrder(tree).map(({ path }) => path)).toEqual([
      'src/deep/er/a.ts',
      'src/deep/er/b.ts',
      'test/a.ts',
      'readme.md',
    ]);
  });
});
