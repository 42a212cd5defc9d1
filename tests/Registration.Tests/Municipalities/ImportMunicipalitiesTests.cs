using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Registration.Municipalities;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Municipalities;

/// <summary>The register as it follows itself from edition to edition, in a Registration of its own.</summary>
public sealed class ImportMunicipalitiesTests : IAsyncLifetime
{
    private ServiceUnderTest<Program> service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest<Program>.StartAsync();
        (await Take(Many("20231130"))).Taken.ShouldBe(new(24, 0, 0, 0));
    }

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task The_same_edition_again_changes_nothing() =>
        (await Take(Many("20231130"))).Taken.ShouldBe(new(0, 0, 0, 24));

    [Fact]
    public async Task A_newer_edition_adds_renames_and_ends_and_an_older_one_is_refused()
    {
        (
            await Take(Many("20250101", lastName: "Neu-Ort", leaveOut: 1).Municipality("07999500", "Zusammenschluss"))
        ).Taken.ShouldBe(new(1, 1, 1, 22));

        (await Find("zusammenschluss")).ShouldBe(["07999500"]);
        (await Find("neu ort")).ShouldBe(["07999023"]);
        (await Find("Ort 0")).ShouldBeEmpty();
        var (taken, refused) = await Take(Many("20240101"));
        taken.ShouldBeNull();
        refused.ShouldNotBeNull().ShouldContain("01.01.2025");
    }

    [Fact]
    public async Task What_the_local_system_begins_with_leaves_a_register_that_is_there_alone()
    {
        var few = Path.GetTempFileName();
        await File.WriteAllBytesAsync(
            few,
            new Edition("20221231").Land("07", "Musterland").Municipality("07999003", "Ort 3").Bytes()
        );
        (await Killable.RunAsync("Registration", service.Settings, "import-municipalities", few)).ExitCode.ShouldBe(
            2,
            "it is older"
        );

        var (exitCode, output, _) = await Killable.RunAsync(
            "Registration",
            service.Settings,
            "import-municipalities",
            few,
            "--if-none"
        );

        (exitCode, output.Trim()).ShouldBe((0, "Ein Gemeindeverzeichnis liegt schon vor; es bleibt, wie es ist."));
        (await Find("Ort 5")).ShouldBe(["07999005"]);
        File.Delete(few);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_ends_nothing()
    {
        var (taken, refused) = await Take(
            new Edition("20250101").Land("07", "Musterland").Municipality("07999003", "Ort 3")
        );

        taken.ShouldBeNull();
        refused.ShouldNotBeNull().ShouldContain("unvollständig");
        (await Find("Ort 5")).ShouldBe(["07999005"]);
    }

    [Theory]
    [InlineData("koellnische", "07999900")]
    [InlineData("KÖLLNISCHE h", "07999900")]
    [InlineData("heide", "07999901", "07999900")]
    [InlineData("%")]
    [InlineData("")]
    public async Task Typing_finds_by_the_beginning_of_a_word_the_exact_name_first(string typed, params string[] found)
    {
        await Take(
            Many("20250101").Municipality("07999900", "Köllnische Heide, Stadt").Municipality("07999901", "Heide")
        );

        (await Find(typed)).ShouldBe(found);
    }

    private static Edition Many(string day, string? lastName = null, int leaveOut = 0)
    {
        var edition = new Edition(day).Land("07", "Musterland").District("07999", "Landkreis Beispiel");
        for (var i = leaveOut; i < 24; i++)
        {
            edition.Municipality($"07999{i:000}", i == 23 ? lastName ?? "Ort 23" : $"Ort {i}");
        }

        return edition;
    }

    [Fact]
    public void Whatever_is_typed_can_be_searched_for_also_half_characters_and_what_is_none() =>
        Gen
            .Char.Array[0, 20]
            .Sample(typed =>
                Municipality
                    .Fold(new string(typed) + "\uFFFE\uD83D")
                    .All(letter => letter == ' ' || char.IsLetterOrDigit(letter))
            );

    private async Task<(ImportMunicipalities.Report? Taken, string? Refused)> Take(Edition edition)
    {
        var register = MunicipalRegister.Read(edition.Bytes());
        register.Faults.ShouldBeEmpty();
        await using var scope = service.Services.CreateAsyncScope();
        return await ImportMunicipalities.HandleAsync(
            scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
            register,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
    }

    private async Task<string[]> Find(string typed) =>
        [
            .. (
                await service.Anonymous.GetFromJsonAsync<JsonArray>($"/municipalities?q={Uri.EscapeDataString(typed)}")
            )!.Select(row => (string)row!["ags"]!),
        ];
}
