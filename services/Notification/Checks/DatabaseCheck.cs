using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>The database answers, has today's tables, and the serving role may change rows but not tables.</summary>
internal static class DatabaseCheck
{
    private const int OldestServer = 150000;

    public static async Task<IReadOnlyList<Finding>> RunAsync(string address, CancellationToken cancellationToken)
    {
        // A connection of its own, which nothing pools, so that a silent server costs seconds and not the service's
        // patience.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(address)
            {
                Timeout = 10,
                CommandTimeout = 10,
                Pooling = false,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var db = new NotificationDbContext(
                new DbContextOptionsBuilder<NotificationDbContext>().UseNpgsql(connection).Options
            );
            var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            if (missing > 0)
            {
                return
                [
                    Failed(
                        $"Es fehlen {missing} Stufen der Tabellen.",
                        "Bitte rufen Sie „migrate“ auf, mit derselben Konfiguration."
                    ),
                ];
            }

            return [.. await RightsAsync(connection, cancellationToken)];
        }
        catch (PostgresException e)
        {
            return [Failed($"Die Datenbank lehnt ab: {e.MessageText} ({e.SqlState}).", Mend(e.SqlState))];
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            return
            [
                Failed(
                    $"Die Datenbank antwortet nicht ({(e.InnerException ?? e).Message}).",
                    "Läuft PostgreSQL? Bitte prüfen Sie Host und Port in ConnectionStrings__database."
                ),
            ];
        }
    }

    private static async Task<List<Finding>> RightsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        const string Sql = """
            select current_user::text,
                   (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user),
                   has_schema_privilege('public', 'create'),
                   exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) = current_user),
                   has_table_privilege('members', 'select, insert, update, delete'),
                   current_setting('server_version_num')::int
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (role, mighty, creates, owns, serves) = (
            row.GetString(0),
            row.GetBoolean(1),
            row.GetBoolean(2),
            row.GetBoolean(3),
            row.GetBoolean(4)
        );
        var findings = new List<Finding>();
        if (mighty || owns)
        {
            findings.Add(
                Failed(
                    $"Die Rolle {role} des Dienstes darf mehr, als sie soll: "
                        + $"{(mighty ? "Sie verwaltet den Server." : "Ihr gehören die Tabellen.")}",
                    "Bitte nehmen Sie für ConnectionStrings__database eine eigene Rolle ohne besondere Rechte (siehe "
                        + "LIESMICH), und rufen Sie „migrate“ auf."
                )
            );
        }
        else if (creates)
        {
            findings.Add(
                Failed(
                    $"Die Rolle {role} des Dienstes darf Tabellen anlegen.",
                    "Als Verwalter in dieser Datenbank: revoke create on schema public from public;"
                )
            );
        }

        if (!serves)
        {
            findings.Add(
                Failed(
                    $"Die Rolle {role} des Dienstes darf die Tabellen nicht lesen und schreiben.",
                    "Bitte rufen Sie „migrate“ auf; es vergibt die Rechte."
                )
            );
        }

        if (row.GetInt32(5) < OldestServer)
        {
            findings.Add(
                Finding.Warning(
                    CheckCodes.Database,
                    "PostgreSQL ist älter als Version 15.",
                    "Bitte planen Sie eine neuere Version ein."
                )
            );
        }

        return findings.Count > 0
            ? findings
            :
            [
                Finding.Good(
                    CheckCodes.Database,
                    $"erreichbar, auf dem neuen Stand, und die Rolle {role} darf nur lesen und schreiben."
                ),
            ];
    }

    private static string Mend(string state) =>
        state switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "Bitte prüfen Sie Username in ConnectionStrings__database und das Kennwort in Database__Password.",
            PostgresErrorCodes.InvalidCatalogName =>
                "Bitte legen Sie die Datenbank an (siehe LIESMICH), oder prüfen Sie Database in ConnectionStrings__database.",
            PostgresErrorCodes.InsufficientPrivilege => "Bitte rufen Sie „migrate“ auf; es vergibt die Rechte.",
            _ => "Bitte prüfen Sie ConnectionStrings__database.",
        };

    private static Finding Failed(string says, string mend) => Finding.Failed(CheckCodes.Database, says, mend);
}
