// Prints the test projects that a change since main can touch, one a line.
// What differs from main counts, committed or not. A file that belongs to no project touches everything, documentation nothing.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean);
const main = ['origin/main', 'main'].find((name) => {
    try { return git('rev-parse', '--verify', '--quiet', name).length > 0; } catch { return false; }
});
const [base] = git('merge-base', 'HEAD', main);
const changed = new Set([...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')]);
const files = git('ls-files', '--cached', '--others', '--exclude-standard', '*.csproj');

// Of each project its folder, the projects it refers to and the other files outside its folder that it takes in.
const projects = new Map(files.map((file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/Include="([^"]+)"/g)].flatMap((found) => found[1].split(';'));
    const outside = named.filter((path) => path.startsWith('../')).map((path) => normalize(join(dirname(file), path)));
    return [file, {
        folder: `${dirname(file)}/`,
        refers: outside.filter((path) => path.endsWith('.csproj')),
        takes: outside.filter((path) => !path.endsWith('.csproj')).map((path) => path.split('*')[0]),
    }];
}));
const tests = files.filter((file) => /^tests\/[^/]+\.Tests\//.test(file));
const print = (some) => some.forEach((file) => console.log(file.split('/')[1]));

const touched = new Set();
for (const path of changed) {
    const owner = files.filter((file) => path.startsWith(projects.get(file).folder))
        .sort((one, other) => other.length - one.length)[0];
    const takers = files.filter((file) => projects.get(file).takes.some((taken) => path.startsWith(taken)));
    for (const file of takers) touched.add(file);
    // Pages of one project are shown with the style sheets of another, which it finds in the repository.
    if ((!owner && takers.length === 0 && !/^docs\/|\.md$/.test(path)) || /^AppHost\/|\/wwwroot\//.test(path)) {
        console.error(`${path} touches everything.`);
        print(tests);
        process.exit();
    }
    if (owner) touched.add(owner);
}

for (let before = -1; before !== touched.size;) {
    before = touched.size;
    for (const file of files) {
        if (projects.get(file).refers.some((other) => touched.has(other))) touched.add(file);
    }
}
// The end-to-end tests start all that is not a test, without referring to it.
const product = [...touched].some((file) => !file.startsWith('tests/'));
print(tests.filter((file) => touched.has(file) || (product && file.includes('/EndToEnd.Tests/'))));
