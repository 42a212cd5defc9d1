namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>Stays with a delivery: it could be read, and a consumer has had it.</summary>
internal sealed class HandedOver
{
    public static readonly HandedOver Mark = new();
}

/// <summary>
/// Stays with a delivery that failed: what became of it is decided. MassTransit would take one that could not be read for
/// one that nobody wants, too.
/// </summary>
internal sealed class Decided
{
    public static readonly Decided Mark = new();
}
