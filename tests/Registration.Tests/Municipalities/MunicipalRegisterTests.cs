using System.Text;
using CsCheck;
using Stadtgespraeche.Registration.Municipalities;

namespace Stadtgespraeche.Registration.Tests.Municipalities;

public sealed class MunicipalRegisterTests
{
    [Fact]
    public void A_municipality_has_its_key_as_text_and_the_names_around_it()
    {
        var register = MunicipalRegister.Read(Example().Bytes());

        register.Faults.ShouldBeEmpty();
        register.Day.ShouldBe(new DateOnly(2023, 11, 30));
        register.Entries.ShouldBe([new("07999001", "Übergabe, Stadt", "Landkreis Beispiel", "Musterland")]);
    }

    [Fact]
    public void Older_editions_in_Latin_1_are_read_too() =>
        MunicipalRegister.Read(Example().Bytes(Encoding.Latin1)).Entries.Single().Name.ShouldBe("Übergabe, Stadt");

    [Theory]
    [InlineData("65")]
    [InlineData("66")]
    public void Areas_without_a_council_are_left_out(string kind) =>
        MunicipalRegister
            .Read(Example().Municipality("07999444", "Staatsforst", kind).Bytes())
            .Entries.Count.ShouldBe(1);

    [Theory]
    [InlineData("60", "x0231130", "07999002", "Neuhausen", "kein Datum")]
    [InlineData("60", "20231130", "0799900", "Neuhausen", "nicht 8 Ziffern")]
    [InlineData("60", "20231130", "07999002", "", "Name fehlt")]
    [InlineData("60", "20231130", "07999002", "Neu\u0007hausen", "Steuerzeichen")]
    [InlineData("60", "20231130", "07999001", "Neuhausen", "gibt es schon")]
    [InlineData("60", "20240101", "07999002", "Neuhausen", "verschiedene Gebietsstände")]
    public void A_line_that_cannot_be_read_is_named(string type, string day, string ags, string name, string fault) =>
        MunicipalRegister
            .Read(Example().Raw($"{type}{day}{ags, -8}    {name, -50}").Bytes())
            .Faults.ShouldHaveSingleItem()
            .ShouldContain(fault);

    [Theory]
    [InlineData("")]
    [InlineData("Kennung;Vorname;Nachname\n1;Rita;Beispiel")]
    [InlineData("<html>Nicht gefunden</html>")]
    public void Another_kind_of_file_is_said_to_be_one(string text) =>
        MunicipalRegister.Read(Encoding.UTF8.GetBytes(text)).Faults.ShouldHaveSingleItem().ShouldContain("GV100AD");

    [Fact]
    public void Whatever_the_bytes_are_every_municipality_line_becomes_an_entry_or_a_fault() =>
        Gen
            .Byte.Array[0, 400]
            .Select(Gen.Int[0, 30])
            .Sample(
                (noise, good) =>
                {
                    var edition = new Edition();
                    for (var i = 0; i < good; i++)
                    {
                        edition.Municipality($"{i:00000000}", $"Ort {i}");
                    }

                    var register = MunicipalRegister.Read([.. edition.Bytes(), .. "\n"u8, .. noise]);

                    (register.Entries.Count >= good).ShouldBeTrue();
                    (register.Entries.Count > 0 || register.Faults.Count > 0).ShouldBeTrue();
                }
            );

    private static Edition Example() =>
        new Edition()
            .Land("07", "Musterland")
            .District("07999", "Landkreis Beispiel")
            .Municipality("07999001", "Übergabe, Stadt", "63");
}
