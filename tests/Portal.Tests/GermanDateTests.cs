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

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("31.02.2026")]
    [InlineData("2026-13-01")]
    [InlineData("01.07.2024 25:00")]
    [InlineData("morgen")]
    public void What_is_no_day_is_refused(string? text) => GermanDate.TryRead(text, out _).ShouldBeFalse();
}
