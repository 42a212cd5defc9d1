using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Kit;

/// <summary>What comes with a download opens the broker, and the download before does so no more.</summary>
public sealed partial class DownloadKitTests(RegistrationFixture registration)
{
    [Fact]
    public async Task Each_download_opens_the_broker_as_the_partner_and_ends_the_one_before()
    {
        var key = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        await using var hub = await ServiceWithKits(registration);

        var first = await DownloadAsync(hub, key);
        (await OpensAsync(first)).ShouldBeTrue();
        var second = await DownloadAsync(hub, key);

        (await OpensAsync(second)).ShouldBeTrue();
        (await OpensAsync(first)).ShouldBeFalse();
        new Uri(second).UserInfo.Split(':')[0].ShouldBe(key);
    }

    [Fact]
    public async Task Who_is_no_organiser_gets_none_and_nothing_is_made_where_there_is_none()
    {
        var key = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        await using var hub = await ServiceWithKits(registration);
        var before = await DownloadAsync(hub, key);

        using (var coordinator = hub.As(Guid.CreateVersion7(), key))
        {
            (await coordinator.PostAsync($"/partners/{key}/kit", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await hub.Organiser.PostAsync("/partners/gibt-es-nicht/kit", null)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        var without = await registration.Service.Organiser.PostAsync($"/partners/{key}/kit", null);

        without.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(await without.Content.ReadAsStringAsync())!["code"]!
            .GetValue<string>()
            .ShouldBe("kit-not-available");
        (await OpensAsync(before)).ShouldBeTrue("a download that failed ends nothing");
    }

    [Fact]
    public async Task Who_takes_part_already_loses_the_password_only_when_that_is_asked_twice()
    {
        var key = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        await using var hub = await ServiceWithKits(registration);
        var before = await DownloadAsync(hub, key);

        var asked = await hub.Organiser.PostAsync($"/partners/{key}/kit", null);

        asked.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        JsonNode.Parse(await asked.Content.ReadAsStringAsync())!["code"]!
            .GetValue<string>()
            .ShouldBe("credentials-in-use");
        (await OpensAsync(before)).ShouldBeTrue("one question ends nothing");
    }

    internal static async Task<ServiceUnderTest<Program>> ServiceWithKits(RegistrationFixture registration)
    {
        var broker = registration.Service.Broker;
        var files = Directory.CreateTempSubdirectory("kit-").FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "notification"), "das Programm");
        await File.WriteAllTextAsync(
            Path.Combine(files, "notification.conf"),
            "Partner__Key=\nPartner__Name=\nConnectionStrings__rabbitmq=\nPortal__Url=\nEnrolment__Code=\n"
        );
        var settings = registration.Service.Settings.ToDictionary();
        settings["Kit:Directory"] = files;
        settings["Kit:Broker"] = $"amqp://{broker.Authority}{broker.AbsolutePath}";
        settings["Kit:Portal"] = "https://portal.example";
        settings["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT")!;
        // It would narrow the rights of all partners at this broker, as whom other tests are speaking just then.
        return await ServiceUnderTest<Program>.StartAsync(
            settings,
            configure: services =>
                services.Remove(services.Single(service => service.ImplementationType == typeof(ProvisionDuePartners)))
        );
    }

    /// <summary>The broker's address in the kit.</summary>
    private static async Task<string> DownloadAsync(ServiceUnderTest<Program> hub, string key)
    {
        var answer = await hub.Organiser.PostAsync($"/partners/{key}/kit?replace=true", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"stadtgespraeche-{key}.zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var text = await new StreamReader(zip.GetEntry("notification.conf")!.Open()).ReadToEndAsync();
        return Broker().Match(text).Groups[1].Value;
    }

    private static async Task<bool> OpensAsync(string address)
    {
        try
        {
            await using var connection = await new ConnectionFactory
            {
                Uri = new Uri(address),
                AutomaticRecoveryEnabled = false,
            }.CreateConnectionAsync();
            return true;
        }
        catch (BrokerUnreachableException refused) when (refused.InnerException is AuthenticationFailureException)
        {
            return false;
        }
    }

    [GeneratedRegex("ConnectionStrings__rabbitmq=\"(.*)\"")]
    private static partial Regex Broker();
}
