using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// How far an erasure is, for whoever has the secret that it was ordered with. The secret comes in the header
/// <c>Erasure-Code</c>, so that no address contains it. No account is needed, since it no longer exists.
/// </summary>
internal static class ShowErasure
{
    public static async Task<Results<Ok<ErasureView>, ProblemHttpResult>> Handle(
        [FromHeader(Name = "Erasure-Code")] string? code,
        HttpContext http,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var hash = EraseMember.HashOf(code);
        return
            hash is not null
            && await db
                .Erasures.AsNoTracking()
                .Include(row => row.Parts)
                .SingleOrDefaultAsync(row => row.CodeHash == hash, cancellationToken)
                is { } erasure
            ? TypedResults.Ok(ErasureView.Of(erasure))
            : Problems.NotFound("erasure-unknown", "Zu diesem Statuscode gibt es keine Löschung.");
    }
}
