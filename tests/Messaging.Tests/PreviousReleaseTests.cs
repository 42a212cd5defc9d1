extern alias previous;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Serialization;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;
using OldContract = previous::Stadtgespraeche.Contracts.Registration.MemberAccepted;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>
/// A city upgrades when it likes: its service, built from the previous release's contracts, works with today's hub. The
/// golden files hold every contract as it goes over the wire today.
/// </summary>
public sealed class PreviousReleaseTests
{
    private static readonly JsonSerializerOptions Json = SystemTextJsonMessageSerializer.Options;

    private static string GoldenFolder => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static IReadOnlyDictionary<string, Type> Today { get; } = Contracts(typeof(AudienceAttribute).Assembly);

    private static IReadOnlyDictionary<string, Type> Previous { get; } = Contracts(typeof(OldContract).Assembly);

    [Fact]
    public void No_contract_of_the_previous_release_is_gone_or_goes_elsewhere() =>
        Previous.ShouldAllBe(old =>
            Today.ContainsKey(old.Key)
            && Messages.AudienceOf(Today[old.Key]) == Messages.AudienceOf(old.Value)
            && Messages.ExchangeOf(Today[old.Key]) == Messages.ExchangeOf(old.Value)
        );

    [Fact]
    public void What_is_said_today_is_read_by_the_previous_release_and_the_other_way_round()
    {
        foreach (var (name, golden) in Golden().Where(file => Previous.ContainsKey(file.Name)))
        {
            var read = golden.Deserialize(Previous[name], Json).ShouldNotBeNull(name);
            var said = JsonSerializer.SerializeToNode(read, Previous[name], Json)!;
            var heard = JsonSerializer.SerializeToNode(said.Deserialize(Today[name], Json), Today[name], Json)!;
            // Nothing that the previous release says is lost or changed on the way.
            foreach (var (property, value) in said.AsObject())
            {
                JsonNode.DeepEquals(heard[property], value).ShouldBeTrue($"{name}.{property}");
            }
        }
    }

    [Fact]
    public async Task A_city_of_the_previous_release_hears_all_it_knows_sets_aside_what_it_does_not_and_fails_on_nothing()
    {
        await using var hub = await TestService.StartAsync(name: "registration");
        var key = $"alt-{Guid.NewGuid():N}"[..12];
        await PartnerTopology.DeclareAsync(hub.Broker.ToString(), key, default);
        var known = Previous.Where(contract => IsForPartner(contract.Value)).ToDictionary();
        await using var city = await TestService.StartPartnerAsync(
            key,
            hub.Broker,
            [.. known.Values.Select(contract => typeof(WriteDownName<>).MakeGenericType(contract))]
        );
        var sent = Golden().Where(file => IsForPartner(Today[file.Name])).ToList();
        sent.ShouldContain(
            file => !known.ContainsKey(file.Name),
            "today's hub says things that the previous release does not know"
        );

        foreach (var (name, golden) in sent)
        {
            await Wire.PublishJsonAsync(hub.Broker, $"notification.{key}", Messages.ExchangeOf(Today[name]), golden);
        }

        await Eventually.Holds(async () =>
            (await city.EffectsAsync())
                .Select(effect => effect.Text)
                .ShouldBe(sent.Where(file => known.ContainsKey(file.Name)).Select(file => file.Name), ignoreOrder: true)
        );
        await Eventually.Holds(async () =>
            (await Queue.CountAsync(hub.Broker, $"notification.{key}_skipped")).ShouldBe(
                (uint)sent.Count(file => !known.ContainsKey(file.Name))
            )
        );
        (await Queue.CountAsync(hub.Broker, $"notification.{key}_error")).ShouldBe(0u);
        await Eventually.Holds(() =>
            city.Log.ShouldContain(line => line.Contains("Set aside", StringComparison.Ordinal))
        );
    }

    private static bool IsForPartner(Type contract) =>
        Messages.AudienceOf(contract) is Audience.OnePartner or Audience.AllPartners;

    private static Dictionary<string, Type> Contracts(Assembly assembly) =>
        assembly
            .GetExportedTypes()
            .Where(type => type.GetCustomAttribute<AudienceAttribute>() is not null)
            .ToDictionary(type => type.Name);

    private static IEnumerable<(string Name, JsonNode Json)> Golden() =>
        Directory
            .GetFiles(GoldenFolder, "*.json")
            .Order()
            .Select(file => (Path.GetFileName(file).Split('.')[0], JsonNode.Parse(File.ReadAllText(file))!));

    /// <summary>A consumer of the previous release: it has read the message when this runs.</summary>
    private sealed class WriteDownName<T>(TestDb db) : IConsumer<T>
        where T : class
    {
        public Task Consume(ConsumeContext<T> context)
        {
            db.Effects.Add(new Effect { Text = typeof(T).Name });
            return Task.CompletedTask;
        }
    }
}
