using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// Takes out of every span what could name a person or open a door: the query of an address (personal links carry their token
/// in <c>t</c>) and literals in SQL. Parameters of SQL are never part of a span.
/// </summary>
internal sealed partial class Redaction : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.full", "http.url", "http.target", "url.original"];
    private static readonly string[] Statements = ["db.query.text", "db.statement"];

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.query") is not null)
            data.SetTag("url.query", null);
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address && address.IndexOf('?') is >= 0 and var end)
                data.SetTag(name, address[..end]);
        }

        foreach (var name in Statements)
        {
            if (data.GetTagItem(name) is string sql && sql.Contains('\''))
                data.SetTag(name, Literal.Replace(sql, "'?'"));
        }
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal { get; }
}
