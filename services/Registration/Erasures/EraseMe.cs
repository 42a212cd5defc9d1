using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// A signed-in member has everything about themselves erased, for good. <c>statusCode</c> is a secret that the caller
/// makes (32 to 100 characters) and needs to see the state later, when there is no account any more. Sent twice, it
/// starts one erasure, and the newer code counts. A member who has a role or has switched mail off needs the passkey or
/// the city's login for this: a mailbox alone must not do what cannot be undone.
/// </summary>
internal static class EraseMe
{
    private const int ShortestCode = 32;
    private const int LongestCode = 100;

    public sealed record EraseMeRequest(string? StatusCode);

    public static async Task<Results<Accepted<ErasureView>, ProblemHttpResult>> Handle(
        EraseMeRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member();
        if (
            request.StatusCode is not { Length: >= ShortestCode and <= LongestCode } code
            || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
        )
        {
            var errors = new FieldErrors();
            errors.Add(
                "statusCode",
                "status-code-invalid",
                $"Der Statuscode muss {ShortestCode} bis {LongestCode} Buchstaben oder Ziffern haben."
            );
            return errors.ToProblem();
        }

        if (await Credentials.IsTooWeakAsync(db, user, cancellationToken))
        {
            return Problems.Forbidden(
                "stronger-sign-in-needed",
                "Bitte melden Sie sich dafür mit Ihrem Passkey oder dem Login Ihrer Stadt an."
            );
        }

        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync<Results<Accepted<ErasureView>, ProblemHttpResult>>(async () =>
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                if (
                    await EraseMember.HandleAsync(
                        db,
                        me.MemberId,
                        me.Partner,
                        ErasureCause.Requested,
                        code,
                        time.GetUtcNow(),
                        cancellationToken
                    )
                    is not { } erasure
                )
                {
                    return Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.");
                }

                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Accepted((string?)null, ErasureView.Of(erasure));
            });
    }
}

/// <summary>An erasure as it may be shown: without the person.</summary>
public sealed record ErasureView(
    Guid Id,
    string Partner,
    ErasureCause Cause,
    DateTimeOffset OrderedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<ErasurePartView> Parts
)
{
    public static ErasureView Of(MemberErasure erasure) =>
        new(
            erasure.Id,
            erasure.Partner,
            erasure.Cause,
            erasure.OrderedAt,
            erasure.CompletedAt,
            [
                .. erasure
                    .Parts.OrderBy(part => part.Owner == ErasurePart.Partner)
                    .ThenBy(part => part.Owner, StringComparer.Ordinal)
                    .Select(part => new ErasurePartView(
                        part.Owner,
                        part.OrderedAt,
                        part.Orders,
                        part.CompletedAt,
                        part.IsStuck,
                        part.Counts
                    )),
            ]
        );
}

/// <summary>One part; <paramref name="Stuck"/>: ordered more than once and not answered.</summary>
public sealed record ErasurePartView(
    string Owner,
    DateTimeOffset? OrderedAt,
    int Orders,
    DateTimeOffset? CompletedAt,
    bool Stuck,
    IReadOnlyDictionary<string, int> Counts
);
