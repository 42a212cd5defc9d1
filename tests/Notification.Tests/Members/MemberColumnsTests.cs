using System.Text;
using CsCheck;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Which column means what, and what is asked instead of guessed.</summary>
public sealed class MemberColumnsTests
{
    [Theory]
    [InlineData("Nr")]
    [InlineData("Nr.")]
    [InlineData("Lfd. Nr.")]
    [InlineData("lfd.Nr")]
    [InlineData("Pos.")]
    [InlineData("#")]
    [InlineData("Nummer")]
    [InlineData("Laufende Nummer")]
    public void A_number_that_may_count_the_lines_is_no_mark_and_is_asked_about(string title)
    {
        foreach (var numbers in new[] { (1, 2, 3), (17, 4, 39) })
        {
            var file = Read(
                $"{title};Vorname;Nachname\n{numbers.Item1};A;Eins\n{numbers.Item2};B;Zwei\n{numbers.Item3};C;Drei\n"
            );
            file.Batch.Records.ShouldAllBe(record => record.Reference == null);
            file.Batch.Records.Count.ShouldBe(3);
            file.Columns.Questions.Single().ShouldContain($"„{title}“");
        }
    }

    [Fact]
    public void Values_from_one_to_n_are_no_mark_whatever_stands_above_them() =>
        Gen.Select(
                Gen.OneOf("ID", "Schlüssel", "Mitgliedsnummer", "Personennummer"),
                Gen.Shuffle(Enumerable.Range(1, 12).ToArray())
            )
            .Sample(
                (title, numbers) =>
                {
                    var file = Read(
                        $"{title};Vorname;Nachname\n"
                            + string.Concat(numbers.Select(number => $"{number};Anna;Muster{number}\n"))
                    );
                    file.Batch.Records.ShouldAllBe(record => record.Reference == null);
                    file.Columns.Questions.ShouldHaveSingleItem();
                },
                iter: 200
            );

    [Fact]
    public void A_person_may_say_that_the_number_is_a_mark_all_the_same()
    {
        var text = "Nr.;Vorname;Nachname\n1;Anna;Eins\n2;Bea;Zwei\n";
        var file = Read(text, new(new Dictionary<MemberColumn, int> { [MemberColumn.Reference] = 0 }));
        file.Batch.Records.Select(record => record.Reference).ShouldBe(["1", "2"]);
        file.Columns.Questions.ShouldBeEmpty();
        Read(
            "Kennung;Vorname;Nachname\n1;Anna;Eins\n2;Bea;Zwei\n",
            new(new Dictionary<MemberColumn, int> { [MemberColumn.Reference] = -1 })
        )
            .Batch.Records.ShouldAllBe(record => record.Reference == null);
    }

    [Fact]
    public void Real_marks_stay_marks_and_our_own_word_is_believed_with_a_question()
    {
        Read("ID;Vorname;Nachname\n4711;Anna;Eins\n4713;Bea;Zwei\n").Batch.Records[0].Reference.ShouldBe("4711");
        var own = Read("Kennung;Vorname;Nachname\n1;Anna;Eins\n2;Bea;Zwei\n");
        own.Batch.Records[0].Reference.ShouldBe("1");
        own.Columns.Questions.Single().ShouldContain("zählen von 1 an");
    }

    [Fact]
    public void The_faction_counts_beside_the_party_and_the_command_can_choose_the_other()
    {
        const string text = "Vorname;Nachname;Partei;Fraktion\nAnna;Eins;Mäusepartei;Freie Mäuse\n";
        Read(text).Batch.Records.Single().Faction.ShouldBe("Freie Mäuse");
        ColumnWishes.Read("fraktion=Partei").ShouldBe((MemberColumn.Faction, "Partei"));
        ColumnWishes.Read("Unsinn=Partei").ShouldBeNull();
        ColumnWishes.Read("Partei").ShouldBeNull();
        var wish = new ColumnWishes(new Dictionary<MemberColumn, int>())
        {
            Headings = new Dictionary<MemberColumn, string> { [MemberColumn.Faction] = "partei" },
        };
        Read(text, wish).Batch.Records.Single().Faction.ShouldBe("Mäusepartei");
        wish = wish with { Headings = new Dictionary<MemberColumn, string> { [MemberColumn.Faction] = "" } };
        Read(text, wish).Batch.Records.Single().Faction.ShouldBeNull();
        wish = wish with { Headings = new Dictionary<MemberColumn, string> { [MemberColumn.Email] = "Gibt es nicht" } };
        Read(text, wish).Batch.LeftOut.Single().Code.ShouldBe("column-unknown");
    }

    [Theory]
    [InlineData(
        "Ratsliste der Stadt Musterstadt, Stand 1.7.2026\n\nVorname;Nachname;E-Mail\nAnna;Eins;a@rat.example\n",
        3
    )]
    [InlineData("Mitglieder;;\nStand: heute;;\nVorname;Nachname;E-Mail\nAnna;Eins;a@rat.example\n", 3)]
    [InlineData("Ratsmitglieder, Fraktionen, Ämter\nVorname\tNachname\tE-Mail\nAnna\tEins\ta@rat.example\n", 2)]
    [InlineData("Vorname|Nachname|E-Mail\nAnna|Eins|a@rat.example\n", 1)]
    public void A_title_above_the_headings_is_no_heading(string text, int line)
    {
        var file = Read(text);
        (file.HeaderLine, file.Columns.Usable).ShouldBe((line, true));
        var record = file.Batch.Records.ShouldHaveSingleItem();
        (record.Line, record.FirstName, record.Email).ShouldBe((line + 1, "Anna", "a@rat.example"));
        file.Beginning.ShouldContain(row => row.Line == line && row.Text == "Vorname | Nachname | E-Mail");
    }

    [Fact]
    public void A_person_may_choose_the_row_of_the_headings()
    {
        var text = "Ruf;Zu\nVorname;Nachname\nAnna;Eins\n";
        Read(text).HeaderLine.ShouldBe(2);
        var wishes = new ColumnWishes(
            new Dictionary<MemberColumn, int> { [MemberColumn.FirstName] = 0, [MemberColumn.LastName] = 1 },
            1
        );
        Read(text, wishes).Batch.Records.Select(record => record.LastName).ShouldBe(["Nachname", "Eins"]);
    }

    [Fact]
    public void Headings_that_stand_there_again_are_nobody() =>
        Read("Vorname;Nachname\nAnna;Eins\nVorname;Nachname\nBea;Zwei\n")
            .Batch.LeftOut.Single()
            .ShouldBe(LineOutcome.Out(3, "header-again", "Die Zeile wiederholt die Kopfzeile."));

    [Fact]
    public void A_quoted_line_break_below_a_title_belongs_to_its_field() =>
        Read("Liste\nVorname;Nachname;Rolle\nAnna;Eins;\"Vorsitz\nBauausschuss\"\n")
            .Batch.Records.Single()
            .Role.ShouldBe("Vorsitz Bauausschuss");

    [Fact]
    public void What_offices_write_for_nothing_is_nothing()
    {
        foreach (var nothing in (string[])["-", "–", "N/A", "k. A.", "k.A.", "keine Angabe", "unbekannt", "#NV", "?"])
        {
            var record = Read(
                "Vorname;Nachname;Titel;Fraktion;Rolle;E-Mail;Mandat bis\n"
                    + $"Anna;Eins;{nothing};{nothing};{nothing};{nothing};{nothing}\n"
            )
                .Batch.Records.Single();
            (record.Title, record.Faction, record.Role, record.Email, record.MandateUntil).ShouldBe(
                (null, null, null, null, null),
                nothing
            );
            Read($"Vorname;Nachname\n{nothing};Eins\n").Batch.LeftOut.Single().Code.ShouldBe("first-name-missing");
        }

        Read("Vorname;Nachname\nAnna;Null\n").Batch.Records.Single().LastName.ShouldBe("Null");
    }

    [Fact]
    public void Dates_of_offices_are_read_and_the_century_is_told()
    {
        var record = Read("Vorname;Nachname;Mandat seit;Mandat bis\nAnna;Eins;01.07.24;2029-06-30T00:00:00\n")
            .Batch.Records.Single();
        (record.MandateFrom, record.MandateUntil).ShouldBe((new DateOnly(2024, 7, 1), new DateOnly(2029, 6, 30)));
        record.Doubt.ShouldBe("Mandatsbeginn ist als 01.07.2024 gelesen.");
    }

    [Fact]
    public void What_nobody_sees_makes_no_other_person_and_no_other_address()
    {
        var record = Read(
            "\uFEFFVor\u00ADname;Nachname;E\u2011Mail\nJu\u0308r\u200Bgen;Mu\u0308ller\u00A0;\u202Am@rat.example\u200B\n"
        )
            .Batch.Records.Single();
        (record.FirstName, record.LastName, record.Email).ShouldBe(("Jürgen", "Müller", "m@rat.example"));
        Read("Name;Mail\nRita Beispiel;Rita Beispiel <Rita@rat.example>\n")
            .Batch.Records.Single()
            .Email.ShouldBe("rita@rat.example");
    }

    private static MemberFile Read(string text, ColumnWishes? wishes = null) =>
        MemberFile.Read(Encoding.UTF8.GetBytes(text), wishes);
}
