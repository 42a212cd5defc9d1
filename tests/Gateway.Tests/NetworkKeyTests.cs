using System.Net;
using System.Runtime.CompilerServices;
using CsCheck;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway.Tests;

public sealed class NetworkKeyTests
{
    private static readonly Gen<byte[]> Half = Gen.Byte.Array[8];

    [Fact]
    public void Two_IPv6_addresses_are_one_place_exactly_when_their_first_64_bits_are_the_same() =>
        Gen.Select(Half, Half, Half, Half)
            .Where((network, other, _, _) => !network.SequenceEqual(other) && network[0] != 0 && other[0] != 0)
            .Sample(
                (network, other, one, two) =>
                {
                    KeyOf(network, one).ShouldBe(KeyOf(network, two));
                    KeyOf(network, one).ShouldNotBe(KeyOf(other, one));
                }
            );

    [Fact]
    public void An_IPv4_address_is_a_place_of_its_own_however_it_arrives() =>
        Gen
            .Byte.Array[4]
            .Select(Gen.Byte.Array[4])
            .Where((one, other) => !one.SequenceEqual(other))
            .Sample(
                (one, other) =>
                {
                    var address = new IPAddress(one);
                    NetworkKey.Of(address.MapToIPv6()).ShouldBe(NetworkKey.Of(address));
                    NetworkKey.Of(new IPAddress(other)).ShouldNotBe(NetworkKey.Of(address));
                }
            );

    [Fact]
    public void Every_limit_that_counts_addresses_counts_them_by_this_one_function()
    {
        string[] parts = ["gateway", "portal", "platform", "services", "ServiceDefaults"];
        var sources = parts
            .SelectMany(part =>
                Directory.EnumerateFiles(Path.Combine(Root(), part), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .ToList();
        sources
            .Where(source => source.Text.Contains("RateLimitPartition.Get") && !source.Text.Contains("NetworkKey.Of("))
            .Select(source => source.Name)
            .ShouldBeEmpty();
        sources
            .Where(source => source.Text.Contains("GetAddressBytes"))
            .Select(source => source.Name)
            .ShouldBe(["NetworkKey.cs"]);
    }

    private static string KeyOf(byte[] network, byte[] host) => NetworkKey.Of(new IPAddress([.. network, .. host]));

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath("../..", Path.GetDirectoryName(file)!);
}
