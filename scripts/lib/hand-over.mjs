import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

const BURST_MS = 300;
const PARENT_POLL_MS = 250;

/**
 * True while a terminal's Ctrl-C reaches this process and its children by itself: their process group is the
 * one in the foreground of the terminal.
 */
const isInForeground = () => {
  try {
    // proc(5): after the name come state, ppid, pgrp, session, tty_nr, tpgid.
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY || false;
  }
};

/**
 * Calls `onLost` when the shell that npm runs scripts in is gone: told to stop, npm tells that shell alone, and
 * some shells die of it without passing it on. Returns how to end the watch.
 */
const watchNpm = (onLost) => {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => process.ppid !== parent && onLost(), PARENT_POLL_MS);
  return () => clearInterval(timer);
};

/**
 * Runs Node on a script in our place: same terminal, same streams; returns its exit code, or 128 + the number
 * of the signal that killed it.
 *
 * A signal must reach it exactly once, as a second Ctrl-C means "now". On a terminal it has its own copy of
 * SIGINT and SIGHUP already, and npm sends us one more; elsewhere only we are told, by npm twice at times.
 */
export const handOver = (args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: 'inherit' });
    const lastSent = new Map();
    const send = (signal) => {
      const now = performance.now();
      if (now - (lastSent.get(signal) ?? Number.NEGATIVE_INFINITY) < BURST_MS) return;
      lastSent.set(signal, now);
      child.kill(signal);
    };
    const pass = (signal) => {
      if (signal === 'SIGTERM' || !isInForeground()) send(signal);
    };
    const unwatch = watchNpm(() => {
      unwatch();
      send('SIGTERM');
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      unwatch();
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
