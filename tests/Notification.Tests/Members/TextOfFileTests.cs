using System.Text;
using CsCheck;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>No umlaut is spoilt silently: the encoding is recognised, or the line is shown.</summary>
public sealed class TextOfFileTests
{
    private const string Text = "Vorname;Nachname;Fraktion\nJörg;Müßig;Freie Mäuse\nÄnne;Größl;Übermut – René\n";

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData(1252)]
    [InlineData(10000)]
    [InlineData(850)]
    [InlineData(65001)]
    [InlineData(1200)]
    [InlineData(1201)]
    public void German_text_is_read_in_any_encoding_that_offices_have(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var text = codePage == 850 ? Text.Replace("–", "-") : Text;
        var file = TextOfFile.Read(encoding.GetBytes(text));
        file.Text.ShouldBe(text);
        file.OddLines.ShouldBeEmpty();
    }

    [Fact]
    public void One_letter_of_another_encoding_spoils_no_umlaut_of_the_rest_and_its_line_is_shown()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Text), .. Windows.GetBytes("Zoë;Österlein;\n")];
        foreach (var file in new[] { TextOfFile.Read(bytes), TextOfFile.Read([.. Encoding.UTF8.Preamble, .. bytes]) })
        {
            file.Text.ShouldBe(Text + "Zoë;Österlein;\n");
            file.OddLines.ShouldBe([4]);
        }

        var batch = MemberFile.Read(bytes).Batch;
        batch
            .Records.Select(record => (record.LastName, record.Doubt is null))
            .ShouldBe([("Müßig", true), ("Größl", true), ("Österlein", false)]);
    }

    [Fact]
    public void Wherever_one_letter_is_of_another_encoding_the_others_stay() =>
        Gen.Int[0, 4]
            .Sample(at =>
            {
                string[] names = ["Jörg", "Änne", "Müßig", "Größl", "Übermut"];
                byte[] bytes =
                [
                    .. names.SelectMany((name, i) => (i == at ? Windows : Encoding.UTF8).GetBytes($"{name}{i}\n")),
                ];
                var file = TextOfFile.Read(bytes);
                file.Text.ShouldBe(string.Concat(names.Select((name, i) => $"{name}{i}\n")));
                file.OddLines.ShouldBe([at + 1]);
            });

    [Fact]
    public void Text_that_was_encoded_twice_is_mended_and_shown()
    {
        var file = TextOfFile.Read(
            Encoding.UTF8.GetBytes("Name\nJ\u00C3\u00B6rg M\u00C3\u00BC\u00C3\u0178ig\nÄnne „Ä“\n")
        );
        file.Text.ShouldBe("Name\nJörg Müßig\nÄnne „Ä“\n");
        file.OddLines.ShouldBe([2]);
    }

    [Fact]
    public void Letters_that_make_no_word_in_any_encoding_are_shown() =>
        TextOfFile.Read([.. "Name\nM"u8, 0xB2, .. "ller\n"u8]).OddLines.ShouldBe([2]);

    [Fact]
    public void A_letter_that_was_lost_before_is_refused_or_shown()
    {
        var batch = MemberFile
            .Read(
                Encoding.UTF8.GetBytes(
                    "Vorname;Nachname;E-Mail\nJ\uFFFDrg;Probe;a@rat.example\nJ?rg;Probe;b@rat.example\n"
                )
            )
            .Batch;
        batch.LeftOut.Single().Line.ShouldBe(2);
        batch.Records.Single().Doubt.ShouldNotBeNull();
    }

    [Fact]
    public void Whatever_the_bytes_are_there_is_a_text() =>
        Gen.Byte.Array[0, 300].Sample(bytes => TextOfFile.Read(bytes).Text.ShouldNotBeNull());
}
