using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Rights.Tests.Audit;

/// <summary>The log as the serving role of a real deployment can, and cannot, treat it.</summary>
public sealed class AuditModelTests : IAsyncLifetime
{
    private readonly string role = $"serving_{Guid.NewGuid():N}";
    private string owner = "";
    private SchedulingDbContext db = null!;

    public async ValueTask InitializeAsync()
    {
        owner = await TestServers.CreateDatabaseAsync();
        var serving = new NpgsqlConnectionStringBuilder(owner)
        {
            Username = role,
            Password = "only-for-tests",
            Pooling = false,
        }.ConnectionString;
        await Migrate.RunAsync<SchedulingDbContext>(owner, serving);
        db = new SchedulingDbContext(new DbContextOptionsBuilder<SchedulingDbContext>().UseNpgsql(serving).Options);
        db.AddRange(Entry(daysAgo: 31), Entry(daysAgo: 29), Entry(daysAgo: 0));
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await using var database = NpgsqlDataSource.Create(owner);
        await using var drop = database.CreateCommand($"drop owned by {role}; drop role {role}");
        await drop.ExecuteNonQueryAsync();
    }

    [Theory]
    [InlineData("update audit_log set outcome = 'done'")]
    [InlineData("delete from audit_log")]
    [InlineData("truncate audit_log")]
    [InlineData("drop table audit_log")]
    [InlineData("alter table audit_log disable trigger all")]
    [InlineData(
        "create or replace function forget_audit_log(before timestamp with time zone) returns bigint language sql as 'select 1::bigint'"
    )]
    public async Task The_service_itself_cannot_change_what_was_recorded(string sql)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await db.Set<AuditEntry>().CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Old_entries_go_and_young_ones_stay_whatever_is_asked()
    {
        (await AuditModel.Forget(db, TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken.None)).ShouldBe(1);
        (await AuditModel.Forget(db, TimeProvider.System.GetUtcNow().AddYears(9), CancellationToken.None)).ShouldBe(0);
        (await db.Set<AuditEntry>().CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_else_may_make_it_forget()
    {
        await using var database = NpgsqlDataSource.Create(owner);
        await using var ask = database.CreateCommand(
            "select has_function_privilege('public', 'forget_audit_log(timestamptz)', 'execute')"
        );
        (await ask.ExecuteScalarAsync()).ShouldBe(false);
    }

    private static AuditEntry Entry(int daysAgo)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-daysAgo);
        return AuditEntry.ByCommand("Provision", "partner", "bamberg", at);
    }
}
