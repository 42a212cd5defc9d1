using System.Text;
using CsCheck;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Members files as cities really write them.</summary>
public sealed class MemberFileTests
{
    private const string Header = "Kennung;Vorname;Nachname;Titel;Fraktion;Rolle;E-Mail;Mandatsbeginn;Mandatsende\n";

    [Fact]
    public void A_good_line_is_taken_with_German_or_ISO_dates()
    {
        var line = Read(
            Header + "1;Testina;Beispielfrau;Dr.;Fraktion A;Ratsmitglied;Testina@Rat.Example;01.06.2024;2029-05-31"
        )
            .Batch.Records.Single();
        line.DisplayName.ShouldBe("Dr. Testina Beispielfrau");
        line.Email.ShouldBe("testina@rat.example");
        (line.MandateFrom, line.MandateUntil).ShouldBe((new DateOnly(2024, 6, 1), new DateOnly(2029, 5, 31)));
    }

    [Fact]
    public void Every_broken_line_is_explained_and_the_good_ones_are_taken()
    {
        var file = Read(
            Header
                + ";Ohne;Kennung;;;;a@rat.example;;\n"
                + "2;Ohne;Adresse;;;;;;\n"
                + "3;Falsche;Adresse;;;;nicht@punkt;;\n"
                + "4;Falsches;Datum;;;;d@rat.example;31.02.2024;\n"
                + "5;Zu;Viele;;;;e@rat.example;;;;noch;eins\n"
                + "6;Gut;Eins;;;;f@rat.example;;\n"
                + "6;Doppelte;Kennung;;;;g@rat.example;;\n"
                + "8;Doppelte;Adresse;;;;F@rat.example;;\n"
                + "9;Ende;VorBeginn;;;;h@rat.example;01.01.2025;01.01.2024\n"
                + "10;\"Offenes;Anführungszeichen;;;;i@rat.example;;\n"
                + "11;Gut;Zwei;;;;j@rat.example;;\n"
        );
        file.Batch.Records.Select(line => line.Reference).ShouldBe(["2", "6", "6", "8", "11"]);
        file.Batch.LeftOut.ShouldBe([
            LineOutcome.Out(2, "reference-missing", "Kennung fehlt."),
            LineOutcome.Out(4, "address-invalid", "Die E-Mail-Adresse ist keine gültige Adresse."),
            LineOutcome.Out(5, "date-invalid", "Mandatsbeginn ist kein Datum (erwartet wird TT.MM.JJJJ)."),
            LineOutcome.Out(
                6,
                "too-many-fields",
                "Die Zeile hat mehr Felder als die Kopfzeile; steht ein Trennzeichen in einem Feld, gehört es in Anführungszeichen."
            ),
            LineOutcome.Out(10, "mandate-order", "Das Mandatsende liegt vor dem Mandatsbeginn."),
            LineOutcome.Out(
                11,
                "quote-open",
                "Ein Anführungszeichen in dieser Zeile wird nicht geschlossen, oder nach dem schließenden steht noch Text."
            ),
        ]);
    }

    [Fact]
    public void A_mandate_without_an_end_may_be_written_as_the_last_day_of_all_and_other_impossible_days_are_explained()
    {
        var batch = Read(
            Header
                + "1;Ohne;Ende;;;;a@rat.example;01.07.2024;31.12.9999\n"
                + "2;Zu;Alt;;;;b@rat.example;01.01.0001;\n"
                + "3;Zu;Spät;;;;c@rat.example;31.12.9999;\n"
                + $"4;{new string('a', 150)};{new string('b', 150)};;;;d@rat.example;;\n"
        ).Batch;
        batch.Records.Single().MandateUntil.ShouldBeNull();
        batch
            .LeftOut.Select(line => (line.Line, line.Code))
            .ShouldBe([(3, "date-invalid"), (4, "date-invalid"), (5, "too-long")]);
        MemberRules
            .Faults(new MemberRecord(1, "Von", "Hand") { MandateUntil = DateOnly.MaxValue })
            .Single()
            .Field.ShouldBe(nameof(MemberRecord.MandateUntil));
    }

    [Fact]
    public void What_is_wrong_is_said_without_naming_anybody() =>
        Read(Header + "4;Geheimer;Name;;;;falsch;;\n").Batch.LeftOut.Single().Message!.ShouldNotContain("falsch;");

    [Fact]
    public void Columns_may_come_in_any_order_with_commas_a_BOM_and_Windows_letters()
    {
        const string text = "Nachname,Kennung,E-Mail,Vorname\nMüller-Muster,7,m@rat.example,Jörg\n";
        foreach (
            var bytes in new[]
            {
                Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray(),
                Encoding.Latin1.GetBytes(text),
            }
        )
        {
            MemberFile.Read(bytes).Batch.Records.Single().DisplayName.ShouldBe("Jörg Müller-Muster");
        }
    }

    [Theory]
    [InlineData("", "Die Datei ist leer.")]
    [InlineData(
        "Kennung;Vorname;Mail\nA;B;C",
        "In der Kopfzeile fehlt: Nachname (oder eine Spalte „Name, Vorname“). Gefunden wurde: „Kennung“, „Vorname“, „Mail“."
    )]
    [InlineData(
        "Vorname;Nachname;E-Mail;Mail\nA;B;C;D",
        "Mehrere Spalten könnten „E-Mail-Adresse“ sein: „E-Mail“ und „Mail“."
    )]
    public void A_file_that_is_no_members_file_says_what_is_missing(string text, string message) =>
        Read(text).Batch.LeftOut.Single().Message.ShouldBe(message);

    [Fact]
    public void Unicode_text_of_a_spreadsheet_is_read_with_and_without_its_mark()
    {
        const string text = "Kennung\tVorname\tNachname\tE-Mail\r\n7\tJörg\tMüller-Muster\tm@rat.example\r\n";
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            foreach (
                var bytes in new[]
                {
                    encoding.GetBytes(text),
                    encoding.GetPreamble().Concat(encoding.GetBytes(text)).ToArray(),
                }
            )
            {
                MemberFile.Read(bytes).Batch.Records.Single().DisplayName.ShouldBe("Jörg Müller-Muster");
            }
        }
    }

    [Theory]
    [InlineData(
        "VORNAME;NAME;mail;Partei/Fraktion;Mandat bis\nRita;Beispiel;r@rat.example;Freie Mäuse;30.06.2029",
        null
    )]
    [InlineData(
        "\"Name, Vorname\";E-Mail-Adresse;Partei;Mandatsende\n\"Beispiel, Rita\";r@rat.example;Freie Mäuse;2029-06-30",
        null
    )]
    [InlineData(
        "sep=,\nEMail,Mitglied,Fraktion,bis\nmailto:R@rat.example,Prof. Dr. Rita Beispiel,Freie Mäuse,30.6.2029",
        "Prof. Dr."
    )]
    [InlineData(
        "\n;;;\nFamilienname\tRufname\tAkad. Titel\tGruppe\te mail\tausgeschieden am\n"
            + "Beispiel\tRita\tDr.\tFreie Mäuse\tr@rat.example\t30.06.2029 00:00:00",
        "Dr."
    )]
    public void Headings_are_known_in_the_words_that_cities_use(string text, string? title)
    {
        var record = Read(text).Batch.Records.Single();
        (record.FirstName, record.LastName, record.Title, record.Faction, record.Email, record.MandateUntil).ShouldBe(
            ("Rita", "Beispiel", title, "Freie Mäuse", "r@rat.example", new DateOnly(2029, 6, 30))
        );
    }

    [Fact]
    public void Every_line_that_is_not_empty_is_taken_or_explained_whatever_it_holds() =>
        Gen.Char["aß7;;\t,\"\n @.-\0"]
            .Array[0, 300]
            .Sample(letters =>
            {
                var file = Read("Name;Mail;bis\n" + new string(letters));
                var numbers = file
                    .Batch.Records.Select(record => record.Line)
                    .Concat(file.Batch.LeftOut.Select(line => line.Line))
                    .Order()
                    .ToList();
                numbers.ShouldBe(numbers.Distinct());
                var rows = new CsvRows(new StringReader("Name;Mail;bis\n" + new string(letters)), ';')
                    .Read()
                    .Skip(1)
                    .Where(row => row.Fault is not null || row.Fields.Any(field => field.Length > 0))
                    .Select(row => row.Line);
                numbers.ShouldBe(rows);
                file.Batch.Records.ShouldAllBe(record => !MemberRules.Faults(record).Any());
            });

    [Fact]
    public void Whatever_the_bytes_are_there_is_an_answer() =>
        Gen
            .Byte.Array[0, 500]
            .Sample(bytes =>
                (
                    MemberFile.Read(bytes).Batch is { } batch && batch.Records.Count + batch.LeftOut.Count >= 0
                ).ShouldBeTrue()
            );

    [Fact]
    public void What_is_far_too_large_is_refused_in_words()
    {
        MemberFile.Read(new byte[MemberFile.LargestFile + 1]).Batch.LeftOut.Single().Code.ShouldBe("file-too-large");
        MemberFile.Read(new byte[MemberFile.LargestFile]).Batch.Records.ShouldBeEmpty();
        Read("Name\n" + string.Concat(Enumerable.Repeat("A B\n", MemberFile.MostLines + 1)))
            .Batch.LeftOut.Single()
            .Code.ShouldBe("too-many-lines");
    }

    private static MemberFile Read(string text) => MemberFile.Read(Encoding.UTF8.GetBytes(text));
}
