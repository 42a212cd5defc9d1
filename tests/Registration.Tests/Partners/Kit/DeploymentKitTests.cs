using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Registration.Partners.Kit;

namespace Stadtgespraeche.Registration.Tests.Partners.Kit;

/// <summary>
/// The ZIP file that a city unpacks: complete, filled in, and readable by nobody but its owner where it holds a
/// password.
/// </summary>
public sealed class DeploymentKitTests : IDisposable
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("kit-");

    public DeploymentKitTests()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(repository.FullName, "tools", "Kit")))
        {
            repository = repository.Parent!;
        }

        foreach (
            var file in new DirectoryInfo(Path.Combine(repository.FullName, "tools", "Kit"))
                .GetFiles()
                .Where(file => file.Extension is not (".sh" or ".mjs"))
        )
        {
            file.CopyTo(Path.Combine(files.FullName, file.Name));
        }

        File.WriteAllText(Path.Combine(files.FullName, "notification"), "das Programm");
        File.WriteAllText(Path.Combine(files.FullName, ".state"), "nichts für andere");
        Directory.CreateDirectory(Path.Combine(files.FullName, "wwwroot", "css"));
        File.WriteAllText(Path.Combine(files.FullName, "wwwroot", "css", "kern.css"), "a{}");
    }

    [Fact]
    public async Task It_holds_everything_and_the_configuration_is_filled_in()
    {
        using var zip = await Packed("Musterstadt an der \"Beispiel\" $1");

        zip.Entries.Select(entry => entry.FullName)
            .ShouldBe(
                [
                    "notification",
                    "notification.conf",
                    "stadtgespraeche-notification.service",
                    "LIESMICH.txt",
                    "wwwroot/css/kern.css",
                ],
                ignoreOrder: true
            );
        var lines = (await new StreamReader(zip.GetEntry("notification.conf")!.Open()).ReadToEndAsync()).Split('\n');
        lines.ShouldContain("Partner__Key=\"musterstadt\"");
        lines.ShouldContain("Partner__Name=\"Musterstadt an der \\\"Beispiel\\\" \\$1\"");
        lines.ShouldContain(
            "ConnectionStrings__rabbitmq=\"amqps://musterstadt:p%2Fw%40d@broker.example:5671/stadtgespraeche\""
        );
        lines.ShouldContain("Portal__Url=\"https://portal.example\"");
        lines.ShouldContain("Enrolment__Code=\"einmal\"");
        lines.ShouldContain(
            line => line.StartsWith("Smtp__Host=BITTE-EINTRAGEN"),
            "what only the city knows stays to be filled in"
        );
    }

    [Fact]
    public async Task The_program_can_be_run_and_the_passwords_are_for_the_owner_only()
    {
        using var zip = await Packed("Musterstadt");

        ModeOf(zip, "notification").ShouldBe("100755");
        ModeOf(zip, "notification.conf").ShouldBe("100600");
        ModeOf(zip, "LIESMICH.txt").ShouldBe("100644");
    }

    [Fact]
    public void Without_its_files_or_an_address_of_the_broker_there_is_none()
    {
        Kit(new() { Broker = "amqps://broker.example/", Directory = files.FullName }).Refusal().ShouldBeNull();
        Kit(new() { Directory = files.FullName }).Refusal()!.StatusCode.ShouldBe(503);
        Kit(new() { Broker = "amqps://broker.example/" }).Refusal()!.StatusCode.ShouldBe(503);
        Kit(new() { Broker = "amqps://broker.example/", Directory = Path.Combine(files.FullName, "wwwroot") })
            .Refusal()!
            .StatusCode.ShouldBe(503);
    }

    [Theory]
    [InlineData("amqps://broker.example:5671/stadtgespraeche", true)]
    [InlineData("amqp://127.0.0.1:15673/stadtgespraeche", true)]
    [InlineData("amqp://broker.example/stadtgespraeche", false)]
    [InlineData("amqps://hub:geheim@broker.example/stadtgespraeche", false)]
    [InlineData("broker.example", false)]
    public void Cities_are_told_an_encrypted_way_to_the_broker_only(string broker, bool fine) =>
        new KitOptions { Broker = broker }.MayBeHandedOut.ShouldBe(fine);

    public void Dispose() => files.Delete(recursive: true);

    private static string ModeOf(ZipArchive zip, string name) =>
        Convert.ToString(zip.GetEntry(name)!.ExternalAttributes >>> 16, 8);

    private static DeploymentKit Kit(KitOptions options) =>
        new(
            Options.Create(options),
            new ConfigurationBuilder().AddInMemoryCollection([new("SignIn:Issuer", "https://portal.example/")]).Build()
        );

    private async Task<ZipArchive> Packed(string name)
    {
        var kit = Kit(new() { Broker = "amqps://broker.example:5671/stadtgespraeche", Directory = files.FullName });
        var body = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Response = { Body = body },
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        var stream = kit.Stream(http, "musterstadt", name, "p/w@d", "einmal");
        stream.FileDownloadName.ShouldBe("stadtgespraeche-musterstadt.zip");
        await stream.ExecuteAsync(http);
        return new ZipArchive(new MemoryStream(body.ToArray()));
    }
}
