using Stadtgespraeche.Portal.Feedback;

namespace Stadtgespraeche.Portal.Tests;

public sealed class FeedbackStoreTests : IDisposable
{
    private const int Most = 5;
    private readonly FeedbackStore store = new(Path.GetTempPath(), TimeProvider.System);

    public void Dispose() => store.Dispose();

    [Fact]
    public void The_addresses_of_one_IPv6_network_count_together()
    {
        foreach (var number in Enumerable.Range(1, Most))
        {
            store.MayCome($"2001:db8:1:2::{number}").ShouldBeTrue();
        }

        store.MayCome("2001:db8:1:2:ffff::9").ShouldBeFalse();
        store.MayCome("2001:db8:1:3::1").ShouldBeTrue();
    }

    [Fact]
    public void One_IPv4_address_counts_by_itself_also_where_it_is_written_as_IPv6()
    {
        foreach (var number in Enumerable.Range(1, Most))
        {
            store.MayCome(number % 2 == 0 ? "198.51.100.1" : "::ffff:198.51.100.1").ShouldBeTrue();
        }

        store.MayCome("198.51.100.1").ShouldBeFalse();
        store.MayCome("::ffff:198.51.100.2").ShouldBeTrue();
    }
}
