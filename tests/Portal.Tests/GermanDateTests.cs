using CsCheck;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Tests;

public sealed class GermanDateTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[1, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    [Fact]
    public void A_day_is_read_in_every_form_it_is_written_in() =>
        Gen.Select(Days, Gen.OneOf("{0:dd.MM.yyyy}", "{0:d.M.yyyy}", "{0:yyyy-MM-dd}", " {0:dd/MM/yyyy} "))
            .Sample(
                (day, form) =>
                {
                    foreach (var time in new[] { "", " 7:30", " 07:30", " 23:59:59" })
                    {
                        GermanDate.TryRead(string.Format(form, day).TrimEnd() + time, out var read).ShouldBeTrue();
                        read.ShouldBe(day);
                    }
                }
            );

    [Fact]
    public void A_year_of_two_digits_is_of_this_century_or_the_last_and_is_told() =>
        Gen.Int[new DateOnly(1970, 1, 1).DayNumber, new DateOnly(2069, 12, 31).DayNumber]
            .Select(DateOnly.FromDayNumber)
            .Sample(day =>
            {
                GermanDate.TryRead($"{day:dd.MM.yy}", out var read, out var century).ShouldBeTrue();
                (read, century).ShouldBe((day, true));
                GermanDate.TryRead($"{day:d.M.yyyy}", out read, out century).ShouldBeTrue();
                (read, century).ShouldBe((day, false));
            });

    [Theory]
    [InlineData("1.5.26", 2026, 5, 1)]
    [InlineData("01.07.24", 2024, 7, 1)]
    [InlineData("31.12.99", 1999, 12, 31)]
    [InlineData("1. 7. 2024", 2024, 7, 1)]
    [InlineData("1. Juli 2024", 2024, 7, 1)]
    [InlineData("1. März 2024", 2024, 3, 1)]
    [InlineData("15. Sept. 2024", 2024, 9, 15)]
    [InlineData("seit 01.07.2024", 2024, 7, 1)]
    [InlineData("bis 30.06.29", 2029, 6, 30)]
    [InlineData("2024-07-01T00:00:00", 2024, 7, 1)]
    [InlineData("2024-07-01T00:00:00.000", 2024, 7, 1)]
    [InlineData("2024-07-01T00:00:00+02:00", 2024, 7, 1)]
    [InlineData("2024-06-30T22:00:00Z", 2024, 7, 1)]
    [InlineData("2024-12-31T23:00:00.000Z", 2025, 1, 1)]
    [InlineData("2024-07-01 00:00:00.0", 2024, 7, 1)]
    [InlineData("01.07.2024, 18:00 Uhr", 2024, 7, 1)]
    public void Days_are_read_as_offices_and_programs_write_them(string text, int year, int month, int day)
    {
        GermanDate.TryRead(text, out var read).ShouldBeTrue();
        read.ShouldBe(new DateOnly(year, month, day));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("31.02.2026")]
    [InlineData("31.02.26")]
    [InlineData("2026-13-01")]
    [InlineData("01.07.2024 25:00")]
    [InlineData("1.7.024")]
    [InlineData("1. Unsinn 2024")]
    [InlineData("00.00.0000")]
    [InlineData("2024-07-01T00:00:00+99:00")]
    [InlineData("٠١.٠٧.٢٠٢٤")]
    [InlineData("morgen")]
    public void What_is_no_day_is_refused(string? text) => GermanDate.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void Whatever_the_text_is_there_is_an_answer() =>
        Gen.Char["0123456789.-/:TZ+ ,Juliseptä\0"]
            .Array[0, 30]
            .Sample(
                letters =>
                {
                    GermanDate.TryRead(new string(letters), out _);
                },
                iter: 20_000
            );
}
