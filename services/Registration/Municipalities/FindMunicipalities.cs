using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Municipalities;

/// <summary>
/// Municipalities of which a word begins with what was typed; the exact name first, then short names. At most 20; if
/// there are more, people type more letters.
/// </summary>
internal static class FindMunicipalities
{
    private const int Most = 20;
    private const int Longest = 80;

    public sealed record MunicipalityView(string Ags, string Name, string District, string Land);

    public static async Task<Ok<List<MunicipalityView>>> Handle(
        RegistrationDbContext db,
        string? q,
        CancellationToken cancellationToken
    )
    {
        var typed = Municipality.Fold(q is { Length: > Longest } ? q[..Longest] : q ?? "");
        return TypedResults.Ok(
            typed.Length == 0
                ? []
                : await db
                    .Municipalities.AsNoTracking()
                    .Where(row => row.Until == null && row.Search.Contains(" " + typed))
                    .OrderByDescending(row => row.Search == " " + typed || row.Search.StartsWith(" " + typed + " "))
                    .ThenByDescending(row => row.Search.StartsWith(" " + typed))
                    .ThenBy(row => row.Search.Length)
                    .ThenBy(row => row.Search)
                    .ThenBy(row => row.Ags)
                    .Take(Most)
                    .Select(row => new MunicipalityView(row.Ags, row.Name, row.District, row.Land))
                    .ToListAsync(cancellationToken)
        );
    }
}
