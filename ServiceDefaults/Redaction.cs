using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// Takes out of every span what could name a person or give access: the query of an address (personal links carry their
/// token in <c>t</c>), the id of a person or a secret in its path, and literals in SQL. Parameters of SQL are never part of a span.
/// </summary>
internal sealed partial class Redaction : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.full", "http.url", "http.target", "url.original", "url.path"];
    private static readonly string[] Statements = ["db.query.text", "db.statement"];

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.query") is not null)
        {
            data.SetTag("url.query", null);
        }

        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is not string address)
            {
                continue;
            }

            if (address.IndexOf('?') is >= 0 and var end)
            {
                data.SetTag(name, address = address[..end]);
            }

            if (PersonInPath.IsMatch(address))
            {
                data.SetTag(name, PersonInPath.Replace(address, "{member}"));
            }
        }

        foreach (var name in Statements)
        {
            if (data.GetTagItem(name) is string sql && sql.Contains('\''))
            {
                data.SetTag(name, Literal.Replace(sql, "'?'"));
            }
        }
    }

    /// <summary>
    /// What follows these parts of a path is the id of a person, or of a device of one, or the secret of a calendar.
    /// </summary>
    [GeneratedRegex(
        "(?<=/(?:attendance|members|mitglieder|people|accounts|erasures|roles|devices|calendars)/)[^/]+",
        RegexOptions.IgnoreCase
    )]
    internal static partial Regex PersonInPath { get; }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal { get; }
}
