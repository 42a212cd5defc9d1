"""Reads calendars with Python's icalendar and prints what it understood as JSON, one element per file.

Times are instants by the rules that the calendar itself writes for a zone; where Python's own rules for a zone of that
name say anything else, that is an error.
"""
import json
import sys
from datetime import timezone

from icalendar import Calendar


def instant(event, name, rules):
    value = event.get(name)
    if value is None:
        return None
    time = value.dt
    if "TZID" in value.params:
        own = rules[value.params["TZID"]].localize(time.replace(tzinfo=None))
        if own != time:
            raise ValueError(f"{time} is {own} by the calendar's own rules.")
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(component, name):
    value = component.get(name)
    return value and str(value)


def read(path):
    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    rules = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
    return {
        "name": text(calendar, "NAME"),
        "method": text(calendar, "METHOD"),
        "zones": list(rules),
        "events": [
            {
                "uid": text(event, "UID"),
                "sequence": int(event.get("SEQUENCE", 0)),
                "status": text(event, "STATUS"),
                "start": instant(event, "DTSTART", rules),
                "end": instant(event, "DTEND", rules),
                "changed": instant(event, "LAST-MODIFIED", rules),
                "summary": text(event, "SUMMARY"),
                "description": text(event, "DESCRIPTION"),
                "location": text(event, "LOCATION"),
            }
            for event in calendar.walk("VEVENT")
        ],
    }


print(json.dumps([read(path) for path in sys.argv[1:]]))
