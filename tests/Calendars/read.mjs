// Reads calendars with ical.js and prints what it understood as JSON.
//   node read.mjs FILE...     an array, one element per file in the order given
//   node read.mjs -           one calendar from standard input, printed as an array of one
// Times are understood by the calendar's own VTIMEZONE only: a TZID without one is an error, as RFC 5545 demands.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const address = (property) => property && {
  address: String(property.getFirstValue()).replace(/^mailto:/i, ""),
  name: property.getParameter("cn") ?? null,
  role: property.getParameter("role") ?? null,
  status: property.getParameter("partstat") ?? null,
  rsvp: property.getParameter("rsvp") ?? null,
};

const instant = (time) => new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");

function moment(component, name, zones) {
  const property = component.getFirstProperty(name);
  if (!property) return null;
  const zone = property.getParameter("tzid") ?? null;
  const time = property.getFirstValue().clone();
  if (zone) {
    if (!zones.has(zone)) throw new Error(`${name} names the zone ${zone}, but no VTIMEZONE describes it.`);
    time.zone = zones.get(zone);
  }
  return { utc: instant(time), local: property.getFirstValue().toString().replace(/Z$/, ""), zone };
}

function event(component, zones) {
  const text = (name) => component.getFirstPropertyValue(name)?.toString() ?? null;
  return {
    uid: text("uid"),
    sequence: component.getFirstPropertyValue("sequence") ?? 0,
    status: text("status"),
    stamp: moment(component, "dtstamp", zones)?.utc ?? null,
    changed: moment(component, "last-modified", zones)?.utc ?? null,
    start: moment(component, "dtstart", zones),
    end: moment(component, "dtend", zones),
    duration: text("duration"),
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    url: text("url"),
    transparency: text("transp"),
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
    organizer: address(component.getFirstProperty("organizer")) ?? null,
    attendees: component.getAllProperties("attendee").map(address),
    alarms: component.getAllSubcomponents("valarm").length,
  };
}

// RFC 5545, 3.1: lines end with CRLF and are at most 75 octets long.
function lines(source) {
  const bare = source.replaceAll("\r\n", "");
  return {
    folded: source.split("\r\n").every((line) => Buffer.byteLength(line, "utf8") <= 75),
    crlf: !bare.includes("\n") && !bare.includes("\r") && source.endsWith("\r\n"),
  };
}

function read(source) {
  const calendar = new ICAL.Component(ICAL.parse(source));
  if (calendar.name !== "vcalendar") throw new Error(`This is a ${calendar.name}, not a calendar.`);
  const zones = new Map(calendar.getAllSubcomponents("vtimezone").map((component) => {
    const zone = new ICAL.Timezone(component);
    return [zone.tzid, zone];
  }));
  return {
    version: calendar.getFirstPropertyValue("version") ?? null,
    product: calendar.getFirstPropertyValue("prodid") ?? null,
    method: calendar.getFirstPropertyValue("method") ?? null,
    name: calendar.getFirstPropertyValue("name") ?? null,
    lookAgain: calendar.getFirstPropertyValue("refresh-interval")?.toString() ?? null,
    zones: [...zones.keys()],
    ...lines(source),
    events: calendar.getAllSubcomponents("vevent").map((component) => event(component, zones)),
  };
}

const files = process.argv.slice(2);
const sources = files.length === 1 && files[0] === "-" ? [0] : files;
console.log(JSON.stringify(sources.map((file) => read(readFileSync(file, "utf8"))), null, 2));
