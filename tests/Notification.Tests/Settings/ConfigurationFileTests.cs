using System.Text;
using CsCheck;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Tests.Settings;

/// <summary>The file of the kit, read as systemd reads an EnvironmentFile.</summary>
public sealed class ConfigurationFileTests
{
    [Theory]
    [InlineData("Partner__Name=Musterstadt am Beispiel", "Musterstadt am Beispiel")]
    [InlineData("Partner__Name =  mit Rand  ", "mit Rand")]
    [InlineData("Partner__Name=", "")]
    [InlineData("Partner__Name=\"in \\\"Häkchen\\\" \\$1\"", "in \"Häkchen\" $1")]
    [InlineData("Partner__Name='alles \\ so \"wie\" es steht'", "alles \\ so \"wie\" es steht")]
    [InlineData("Partner__Name=a=b;c#d", "a=b;c#d")]
    [InlineData("Partner__Name=zurück\\\\strich", "zurück\\strich")]
    [InlineData("Partner__Name=zwei \\\nZeilen", "zwei Zeilen")]
    [InlineData("# Partner__Name=nein\n; Partner__Name=auch nicht\n\nPartner__Name=ja", "ja")]
    [InlineData("Partner__Name=vorher\r\nPartner__Name=nachher\r\n", "nachher")]
    public void A_value_is_read_as_systemd_reads_it(string file, string value) =>
        ConfigurationFile.Parse(file)["Partner:Name"].ShouldBe(value);

    [Fact]
    public void A_line_without_equals_sign_and_an_open_quote_are_named_by_their_number()
    {
        Should
            .Throw<FormatException>(() => ConfigurationFile.Parse("# gut\n\nPartner__Name"))
            .Message.ShouldStartWith("Zeile 3:");
        Should
            .Throw<FormatException>(() => ConfigurationFile.Parse("A=1\nB=\"offen"))
            .Message.ShouldStartWith("Zeile 2:");
    }

    [Fact]
    public void A_file_that_an_editor_of_Windows_wrote_keeps_its_umlauts()
    {
        ConfigurationFile.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("A=Würzburg")])["A"].ShouldBe("Würzburg");
        ConfigurationFile.Read(Encoding.Latin1.GetBytes("A=Würzburg"))["A"].ShouldBe("Würzburg");
    }

    [Fact]
    public void Whatever_is_quoted_comes_back_and_nothing_else_breaks_it() =>
        Gen.String.Sample(text =>
        {
            var value = text.Replace("\0", "").TrimStart('\uFEFF');
            var quoted = string.Concat(value.Select(c => c is '"' or '\\' or '$' or '`' ? $"\\{c}" : $"{c}"));
            return ConfigurationFile.Parse($"A=\"{quoted}\"\nB=1") is var read
                && read["A"] == value
                && read["B"] == "1";
        });

    [Fact]
    public void No_bytes_at_all_make_it_fall_over() =>
        Gen.Byte.Array.Sample(bytes =>
        {
            try
            {
                ConfigurationFile.Read(bytes);
            }
            catch (FormatException)
            {
                // Said with the number of the line.
            }
        });
}
