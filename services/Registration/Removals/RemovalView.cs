using Stadtgespraeche.Registration.Erasures;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// The statement of what was deleted for a partner that left: by owner and table, without a person. <see
/// cref="UnconfirmedErasures"/>: erasures that members had asked for and that the partner never confirmed.
/// </summary>
public sealed record RemovalView(
    Guid Id,
    string Partner,
    string PartnerName,
    DateTimeOffset OrderedAt,
    DateTimeOffset? CompletedAt,
    int Members,
    int UnconfirmedErasures,
    IReadOnlyList<RemovalPartView> Parts
)
{
    private static readonly string[] Order =
    [
        ErasurePart.Registration,
        .. ErasurePart.OtherServices,
        ErasurePart.Partner,
        RemovalPart.Broker,
    ];

    public static RemovalView Of(PartnerRemoval removal) =>
        new(
            removal.Id,
            removal.Partner,
            removal.PartnerName,
            removal.OrderedAt,
            removal.CompletedAt,
            removal.Members,
            removal.UnconfirmedErasures,
            [
                .. removal
                    .Parts.OrderBy(part => Array.IndexOf(Order, part.Owner))
                    .Select(part => new RemovalPartView(
                        part.Owner,
                        part.OrderedAt,
                        part.Orders,
                        part.CompletedAt,
                        part.Counts
                    )),
            ]
        );
}

/// <summary>One part; without <paramref name="OrderedAt"/> its turn has not come.</summary>
public sealed record RemovalPartView(
    string Owner,
    DateTimeOffset? OrderedAt,
    int Orders,
    DateTimeOffset? CompletedAt,
    IReadOnlyDictionary<string, int> Counts
);
