using System.Text.RegularExpressions;

namespace Stadtgespraeche.Messaging.Topology;

/// <summary>
/// What the broker lets a partner's user do: its own queue and exchange, and the one exchange for its words.
/// </summary>
public static class PartnerBrokerRights
{
    /// <summary>As regular expressions of names, as RabbitMQ takes them.</summary>
    public static (string Configure, string Write, string Read) Of(string key)
    {
        var own = $@"notification\.{Regex.Escape(PartnerTopology.Checked(key))}(_error|_skipped)?";
        return ($"^{own}$", $@"^({own}|from\.{Regex.Escape(key)})$", $"^{own}$");
    }
}
