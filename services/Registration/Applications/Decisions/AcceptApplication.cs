using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Applications.Decisions;

/// <summary>
/// The organisers accept: in one transaction the application is decided and the partner admitted, under the key and
/// name that they chose. The same again changes nothing. Refuses a key that is none or is taken.
/// </summary>
internal static class AcceptApplication
{
    public sealed record AcceptApplicationRequest(string? Key, string? Name, long Version);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        AcceptApplicationRequest request,
        RegistrationDbContext db,
        ProvisionAtBroker management,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var key = errors.ReadLine(
            "key",
            "key",
            request.Key,
            SuggestPartnerKey.Longest,
            "Bitte geben Sie ein Kürzel an."
        );
        if (key is not null && !AdmitPartner.IsKey(key))
        {
            errors.Add(
                "key",
                "key-invalid",
                "Das Kürzel besteht aus Kleinbuchstaben a bis z, Ziffern und Bindestrichen und beginnt und "
                    + "endet nicht mit einem Bindestrich."
            );
        }

        var name = errors.ReadLine(
            "name",
            "name",
            request.Name,
            Apply.LongestName,
            "Bitte geben Sie an, wie die Kommune heißen soll."
        );
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockAsync(id, cancellationToken) is not { } application)
        {
            return UndecidedOnly.Unknown;
        }

        if (application.State == ApplicationState.Accepted && application.Partner == key)
        {
            return TypedResults.NoContent();
        }

        if (UndecidedOnly.Refuse(application, request.Version) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        if (management.IsOwnUser(key!))
        {
            return AdmitPartner.KeyTaken;
        }

        if (await AdmitPartner.Add(db, key!, name!, application.Ags, now, cancellationToken) is { } taken)
        {
            return taken;
        }

        application.Accept(db, key!, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
