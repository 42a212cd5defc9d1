using Microsoft.Extensions.Configuration;

namespace Stadtgespraeche.DataProtection;

/// <summary>
/// How many days what is kept, from <c>Retention:…</c>, and for one partner from <c>Retention:Partners:KEY:…</c>. Each
/// may be shorter than the limit of the platform, which is the default, and never longer: a value beyond it stops the
/// start.
/// </summary>
public sealed record RetentionPeriods(int MandateDays, int AttendanceDays, int MailLogDays)
{
    /// <summary>90 days after the mandate's end, attendance 12 months, mail log 90 days.</summary>
    public static readonly RetentionPeriods Longest = new(90, 365, 90);

    public static RetentionPeriods Of(IConfiguration configuration, string? partner = null)
    {
        var all = configuration.GetSection("Retention");
        var own = string.IsNullOrEmpty(partner) ? null : all.GetSection($"Partners:{partner}");
        return new(
            Days(nameof(MandateDays), Longest.MandateDays),
            Days(nameof(AttendanceDays), Longest.AttendanceDays),
            Days(nameof(MailLogDays), Longest.MailLogDays)
        );

        int Days(string name, int most)
        {
            var days = own?.GetValue<int?>(name) ?? all.GetValue<int?>(name) ?? most;
            return days >= 1 && days <= most
                ? days
                : throw new InvalidOperationException(
                    $"Retention:{name} is {days}{(partner is null ? "" : $" for {partner}")}; it must be between 1 and {most}."
                );
        }
    }
}
