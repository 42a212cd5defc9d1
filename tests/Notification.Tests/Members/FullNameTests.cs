using CsCheck;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Names in one column, as lists have them: what can be told apart is, what cannot is shown.</summary>
public sealed class FullNameTests
{
    [Theory]
    [InlineData("Muster, Dr. Anna", "Dr.", "Anna", "Muster")]
    [InlineData("Muster", null, "", "Muster")]
    [InlineData("", null, "", "")]
    [InlineData("Eva Probe M.A.", "M.A.", "Eva", "Probe")]
    [InlineData("Eva Probe, M. A.", "M.A.", "Eva", "Probe")]
    [InlineData("Probe, Eva MBA", "MBA", "Eva", "Probe")]
    [InlineData("Eva Probe MdL", "MdL", "Eva", "Probe")]
    [InlineData("Otto Probe jun.", null, "Otto", "Probe jun.")]
    [InlineData("Probe jun., Otto", null, "Otto", "Probe jun.")]
    [InlineData("Probe, Otto sen.", null, "Otto", "Probe sen.")]
    [InlineData("Otto Probe d. J.", null, "Otto", "Probe d.J.")]
    [InlineData("Probe, Uta, Dr.", "Dr.", "Uta", "Probe")]
    [InlineData("Probe, Uta, Prof. Dr. med.", "Prof. Dr. med.", "Uta", "Probe")]
    [InlineData("Dr. Probe, Ute", "Dr.", "Ute", "Probe")]
    [InlineData("Frau Ina Probe", null, "Ina", "Probe")]
    [InlineData("Probe, Ina, Frau", null, "Ina", "Probe")]
    [InlineData("Frau Dr. Ina Probe", "Dr.", "Ina", "Probe")]
    [InlineData("Stadträtin Ina Probe", null, "Ina", "Probe")]
    [InlineData("Herr, Otto", null, "Otto", "Herr")]
    [InlineData("Otto Herr", null, "Otto", "Herr")]
    [InlineData("Th. Probe", null, "Th.", "Probe")]
    [InlineData("K.-H. Probe", null, "K.-H.", "Probe")]
    [InlineData("Hans-J. Probe", null, "Hans-J.", "Probe")]
    [InlineData("Probe, Th.", null, "Th.", "Probe")]
    [InlineData("M.A. Probe", null, "M.A.", "Probe")]
    [InlineData("Hans J. Probe", null, "Hans J.", "Probe")]
    [InlineData("Dr. Th. Probe", "Dr.", "Th.", "Probe")]
    [InlineData("Prof.Dr.Ute Probe", "Prof. Dr.", "Ute", "Probe")]
    [InlineData("Dr.-Ing. Ute Probe", "Dr.-Ing.", "Ute", "Probe")]
    [InlineData("Dipl.-Ing. (FH) Ute Probe", "Dipl.-Ing. (FH)", "Ute", "Probe")]
    [InlineData("Dr. rer. nat. Ute Probe", "Dr. rer. nat.", "Ute", "Probe")]
    [InlineData("Anna Lena von Muster", null, "Anna Lena", "von Muster")]
    [InlineData("Muster, Anna von", null, "Anna", "von Muster")]
    [InlineData("von der Muster, Anna", null, "Anna", "von der Muster")]
    [InlineData("PROBE Ute", null, "Ute", "PROBE")]
    [InlineData("Ute PROBE", null, "Ute", "PROBE")]
    public void A_name_that_can_be_told_apart_is(string name, string? title, string first, string last) =>
        FullName.Read(name).ShouldBe(new FullName(title, first, last));

    [Theory]
    [InlineData("Anna Lena Muster")]
    [InlineData("Probe Th.")]
    [InlineData("Probe Muster, Anna")]
    [InlineData("Probe, Anna, Otto")]
    [InlineData("von Muster Anna")]
    [InlineData("Anna M?ller")]
    [InlineData("Anna Probe (parteilos)")]
    public void What_cannot_be_decided_is_doubtful(string name) => FullName.Read(name).Doubt.ShouldNotBeNull();

    [Fact]
    public void The_heading_tells_the_order_where_there_is_no_comma()
    {
        FullName.Read("Probe Ute", lastFirst: true).ShouldBe(new FullName(null, "Ute", "Probe"));
        FullName.Read("von Probe Ute", lastFirst: true).ShouldBe(new FullName(null, "Ute", "von Probe"));
        FullName.Read("Probe, Ute", lastFirst: true).ShouldBe(new FullName(null, "Ute", "Probe"));
    }

    [Fact]
    public void Titles_are_taken_out_of_two_columns_too()
    {
        FullName.Of("Dr. Ute", "Probe M.A.").ShouldBe(new FullName("Dr. M.A.", "Ute", "Probe"));
        FullName.Of("Frau Ute", "Probe jun.").ShouldBe(new FullName(null, "Ute", "Probe jun."));
        FullName.Of("Otto", "Herr").ShouldBe(new FullName(null, "Otto", "Herr"));
        FullName.Of("", "").ShouldBe(new FullName(null, "", ""));
    }

    [Fact]
    public void Others_see_degrees_behind_the_name() =>
        FullName.Shown("Dr. M.A.", "Ute", "Probe").ShouldBe("Dr. Ute Probe M.A.");

    [Fact]
    public void Every_order_of_a_name_with_a_comma_gives_the_same_person() =>
        Gen.Select(
                Gen.OneOf("Ute", "Hans-J.", "K.-H.", "Anna Lena"),
                Gen.OneOf("Probe", "von Muster", "Beispiel-Muster"),
                Gen.OneOf("", "Dr.", "Prof. Dr.", "Dipl.-Ing."),
                Gen.OneOf("", "Frau", "Herr")
            )
            .Sample(
                (first, last, title, salutation) =>
                {
                    var wanted = new FullName(title.Length == 0 ? null : title, first, last);
                    foreach (
                        var name in (string[])
                            [
                                $"{last}, {salutation} {title} {first}",
                                $"{last}, {first}, {title}",
                                $"{title} {last}, {first}",
                                $"{salutation} {title} {last}, {first}",
                            ]
                    )
                    {
                        FullName.Read(name).ShouldBe(wanted, name);
                    }
                }
            );

    [Fact]
    public void Whatever_the_name_is_no_letter_of_it_is_lost_but_forms_of_address() =>
        Gen.OneOf("Ute", "Probe", "von", "Dr.", "med.", "M.A.", "jun.", ",", "Th.", "PROBE", "x")
            .Array[0, 7]
            .Sample(words =>
            {
                var name = FullName.Read(string.Join(' ', words));
                // Where there are more than two parts something is left over, and that is said.
                if (name.Doubt is null)
                {
                    string.Concat($"{name.Title}{name.First}{name.Last}".Where(char.IsLetter).Order())
                        .ShouldBe(string.Concat(string.Concat(words).Where(char.IsLetter).Order()));
                }
            });
}
