using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Stadtgespraeche.Notification.Mails;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>Days are counted in one place, by German clocks.</summary>
public sealed partial class PlanParametersTests
{
    [Theory]
    // An ordinary week, the weeks in which summer time ends and begins, and one back.
    [InlineData("2026-06-01T18:00:00+02:00", 7, "2026-06-08T18:00:00+02:00")]
    [InlineData("2026-10-20T18:00:00+02:00", 7, "2026-10-27T18:00:00+01:00")]
    [InlineData("2027-03-24T18:00:00+01:00", 7, "2027-03-31T18:00:00+02:00")]
    [InlineData("2026-10-27T18:00:00+01:00", -7, "2026-10-20T18:00:00+02:00")]
    // Half past two does not exist on that day.
    [InlineData("2027-03-27T02:30:00+01:00", 1, "2027-03-28T03:30:00+02:00")]
    // Whichever zone the moment is written in.
    [InlineData("2026-10-20T16:00:00Z", 7, "2026-10-27T17:00:00Z")]
    public void The_clock_shows_the_same_so_many_days_later(string moment, int days, string later) =>
        PlanParameters.InDays(Moment(moment), days).ShouldBe(Moment(later));

    /// <summary>
    /// What PostgreSQL makes of a day depends on its time zone, so no SQL of the product says so; hours are the same
    /// everywhere.
    /// </summary>
    [Fact]
    public void No_SQL_counts_in_days_or_asks_the_database_for_one()
    {
        var root = Root();
        var offences = new[] { "services", "platform", "portal" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Regex.IsMatch(file, "/(bin|obj|node_modules|Migrations)/"))
            .SelectMany(file =>
                Days().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")
            );
        offences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("e.start - interval '7 days' <= @now")]
    [InlineData("e.ends_at + interval '{FollowUp.Days} days'")]
    [InlineData("interval '1 day'")]
    [InlineData("make_interval(days => 3)")]
    [InlineData("e.start::date = @today")]
    [InlineData("date_trunc('week', e.start)")]
    [InlineData("where day < current_date")]
    public void Such_SQL_would_be_found(string sql) => Days().IsMatch(sql).ShouldBeTrue();

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex(
        @"interval\s+'[^']*\b(day|week|month|year)s?\b|make_interval\(\s*(days|weeks|months|years)|::date\b|date_trunc\(|current_date\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Days();
}
