namespace Stadtgespraeche.Portal.Api;

/// <summary>Where sessions took place, as the organisers' pages use it.</summary>
public static class VenuesApi
{
    private sealed record VenueList(IReadOnlyList<Venue> Venues);

    public static async Task<Answer<IReadOnlyList<Venue>>> VenuesAsync(
        this HubApi api,
        string token,
        CancellationToken cancellationToken
    ) =>
        (await api.GetAsync<VenueList>("/api/scheduling/venues", cancellationToken, token)).Is(
            out var list,
            out var problem
        )
            ? Answer<IReadOnlyList<Venue>>.Of(list.Venues)
            : Answer<IReadOnlyList<Venue>>.Of(problem);
}
