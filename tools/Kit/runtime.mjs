// runtime.mjs ASSETS SBOM: adds .NET itself, which the kit brings along, to the list of what it is made of; the tool that made the
// list knows packages only.
import { readFileSync, writeFileSync } from 'node:fs';

const [assets, sbom] = process.argv.slice(2);
const frameworks = JSON.parse(readFileSync(assets, 'utf8')).project.frameworks;
const list = JSON.parse(readFileSync(sbom, 'utf8'));
const brought = Object.values(frameworks).flatMap((framework) => framework.downloadDependencies ?? [])
    .filter(({ name }) => name.includes('.App.Runtime.'))
    .map(({ name, version }) => ({ name, version: version.match(/[\d.]+[^,\]]*/)[0] }));
if (brought.length === 0) throw new Error(`${assets} names no runtime.`);
for (const { name, version } of brought) {
    const purl = `pkg:nuget/${name}@${version}`;
    list.components.push({ type: 'framework', 'bom-ref': purl, name, version, scope: 'required', purl });
}
writeFileSync(sbom, JSON.stringify(list, null, 2));
