using System.Text;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Members files as cities really write them.</summary>
public sealed class MemberFileTests
{
    private const string Header = "Kennung;Vorname;Nachname;Titel;Fraktion;Rolle;E-Mail;Mandatsbeginn;Mandatsende\n";

    [Fact]
    public void A_good_line_is_taken_with_German_or_ISO_dates()
    {
        var line = Read(Header + "1;Testina;Beispielfrau;Dr.;Fraktion A;Ratsmitglied;Testina@Rat.Example;01.06.2024;2029-05-31").Lines.Single();
        line.DisplayName.ShouldBe("Dr. Testina Beispielfrau");
        line.Email.ShouldBe("testina@rat.example");
        (line.MandateFrom, line.MandateUntil).ShouldBe((new DateOnly(2024, 6, 1), new DateOnly(2029, 5, 31)));
    }

    [Fact]
    public void Every_broken_line_is_explained_and_the_good_ones_are_taken()
    {
        var file = Read(Header
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
            + "11;Gut;Zwei;;;;j@rat.example;;\n");
        file.Lines.Select(line => line.Reference).ShouldBe(["6", "11"]);
        file.Faults.Select(fault => fault.Line).ShouldBe([2, 3, 4, 5, 6, 8, 9, 10, 11]);
        file.Faults[0].Message.ShouldBe("Kennung fehlt.");
        file.Faults[1].Message.ShouldBe("E-Mail fehlt.");
        file.Faults[2].Message.ShouldBe("Die E-Mail-Adresse ist keine gültige Adresse.");
        file.Faults[3].Message.ShouldBe("Mandatsbeginn ist kein Datum (erwartet wird TT.MM.JJJJ).");
        file.Faults[5].Message.ShouldBe("Die Kennung steht schon in Zeile 7.");
        file.Faults[6].Message.ShouldContain("steht schon in Zeile 7");
    }

    [Fact]
    public void What_is_wrong_is_said_without_naming_anybody() =>
        Read(Header + "4;Geheimer;Name;;;;falsch;;\n").Faults.Single().Message.ShouldNotContain("falsch;");

    [Fact]
    public void Columns_may_come_in_any_order_with_commas_a_BOM_and_Windows_letters()
    {
        const string text = "Nachname,Kennung,E-Mail,Vorname\nMüller-Muster,7,m@rat.example,Jörg\n";
        foreach (var bytes in new[] { Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray(), Encoding.Latin1.GetBytes(text) })
            MemberFile.Read(bytes).Lines.Single().DisplayName.ShouldBe("Jörg Müller-Muster");
    }

    [Theory]
    [InlineData("", "Die Datei ist leer.")]
    [InlineData("Vorname;Nachname\nA;B", "In der Kopfzeile fehlt: Kennung, E-Mail.")]
    public void A_file_that_is_no_members_file_says_what_is_missing(string text, string message) =>
        Read(text).Faults.Single().ShouldBe(new LineFault(1, message));

    private static MemberFile Read(string text) => MemberFile.Read(Encoding.UTF8.GetBytes(text));
}
