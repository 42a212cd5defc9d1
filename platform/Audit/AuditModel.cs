using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stadtgespraeche.Audit;

/// <summary>
/// The table <c>audit_log</c>, to which the serving role can only add, and the one way by which old rows go.
/// </summary>
public static class AuditModel
{
    // Runs with the owner's right, so it does not trust its caller: entries younger than 30 days stay, whatever the
    // caller says.
    private const string CreateForget = """
        create function forget_audit_log(before timestamp with time zone) returns bigint
        language sql security definer set search_path = '' as $$
            with gone as (
                delete from public.audit_log where at < least(before, now() - interval '720 hours') returning 1)
            select count(*) from gone
        $$;
        revoke all on function forget_audit_log(timestamp with time zone) from public;
        """;

    public static ModelBuilder AddAudit(this ModelBuilder model)
    {
        model.Entity<AuditEntry>(AuditEntry.Configure);
        return model;
    }

    /// <summary>For the migration that creates the table.</summary>
    public static void CreateForgetAuditLog(this MigrationBuilder migration) => migration.Sql(CreateForget);

    /// <summary>
    /// Deletes what is older than <paramref name="before"/>, and never what is younger than 30 days; returns how many
    /// rows went.
    /// </summary>
    public static async Task<long> Forget(DbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        (
            await db
                .Database.SqlQuery<long>($"select forget_audit_log({before.ToUniversalTime()}) as \"Value\"")
                .ToListAsync(cancellationToken)
        ).Single();
}
