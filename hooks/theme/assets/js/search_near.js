// Words that are there, near one that is not: those that hold it, and those a slip or two away.

const MOST = 3;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** The words that index.py wrote, each as what it shares with the one before it and the rest. */
export function unpacked(rows) {
  let before = "";
  return rows.split(" ").filter(row => row).map(row => before = before.slice(0, DIGITS.indexOf(row[0])) + row.slice(1));
}

/** The nearest few, the nearest first. */
export function near(word, words) {
  const slips = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  const found = [];
  for (const other of words) {
    if (other === word) continue;
    const apart = Math.abs(other.length - word.length) <= slips ? distance(word, other) : Infinity;
    const holds = word.length > 3 && other.includes(word) ? 1.5 : Infinity;
    const far = Math.min(apart <= slips ? apart : Infinity, holds) + (other[0] === word[0] ? 0 : 0.5);
    if (far < Infinity) found.push({ other, far });
  }
  return found.sort((a, b) => a.far - b.far || a.other.length - b.other.length).slice(0, MOST).map(({ other }) => other);
}

/** How many letters were left out, added, mistaken or swapped with their neighbour. */
function distance(one, two) {
  let above = [], row = Array.from({ length: two.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
        next[j] = Math.min(next[j], above[j - 2] + 1);
      }
    }
    [above, row] = [row, next];
  }
  return row[two.length];
}
