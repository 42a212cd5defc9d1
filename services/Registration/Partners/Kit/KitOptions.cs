namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>What this installation hands out to partners, from the section <c>Kit</c>.</summary>
internal sealed class KitOptions
{
    /// <summary>
    /// Where tools/Kit/build.sh has put the files that all kits have in common; without it no kit can be had.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>
    /// The broker as partners reach it, <c>amqps://host:port/virtual-host</c> without a user; <c>amqp://</c> on this
    /// machine only.
    /// </summary>
    public string? Broker { get; set; }

    /// <summary>The portal as people reach it; without it the issuer of access tokens, which is the same.</summary>
    public string? Portal { get; set; }

    public bool MayBeHandedOut =>
        Broker is null
        || (
            Uri.TryCreate(Broker, UriKind.Absolute, out var broker)
            && broker.UserInfo.Length == 0
            && (broker.Scheme == "amqps" || (broker.Scheme == "amqp" && broker.IsLoopback))
        );
}
