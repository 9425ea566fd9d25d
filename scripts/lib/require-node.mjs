// Read by every Node there is: no syntax here, or in the files that import this first, newer than Node 12.
const wanted = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `This needs Node.js ${wanted.join('.')} or newer, and runs on ${process.version}.\n` +
      'Install a newer one (https://nodejs.org, or your version manager) and run the same command again.',
  );
  process.exit(1);
}
