using Npgsql;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// What the systemd unit does before each start: <c>migrate</c>, as the owner of the database. So the owner can come in, in
/// the same database, and the tables are its own.
/// </summary>
internal static class OwnerCheck
{
    private const string Lines = "ConnectionStrings__owner oder Database__OwnerPassword";

    /// <summary>Null: migrating will work.</summary>
    public static async Task<Finding?> RunAsync(string? owner, string serving, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(owner))
        {
            return Finding.Warning(
                CheckCodes.Database,
                "ConnectionStrings__owner fehlt; „migrate“ vor dem Start könnte die Tabellen nicht anlegen.",
                "Bitte tragen Sie die Rolle ein, der die Datenbank gehört, wenn dieser Rechner die Tabellen anlegt."
            );
        }

        try
        {
            var address = new NpgsqlConnectionStringBuilder(owner)
            {
                Timeout = 10,
                CommandTimeout = 10,
                Pooling = false,
            };
            var other = new NpgsqlConnectionStringBuilder(serving);
            if ((address.Host, address.Port, address.Database) != (other.Host, other.Port, other.Database))
            {
                return Failed(
                    "ConnectionStrings__owner und ConnectionStrings__database nennen verschiedene Datenbanken.",
                    "Bitte tragen Sie in beiden denselben Host, Port und dieselbe Database ein."
                );
            }

            await using var connection = new NpgsqlConnection(address.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                """
                select current_user::text, has_schema_privilege('public', 'create'),
                  not exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')
                    and not pg_has_role(relowner, 'usage'))
                """,
                connection
            );
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            return row.GetBoolean(1) && row.GetBoolean(2)
                ? null
                : Failed(
                    $"Der Rolle {row.GetString(0)} gehören Datenbank oder Tabellen nicht; „migrate“ vor dem Start scheitert.",
                    $"Als Verwalter: alter database {address.Database} owner to ROLLE; und bei einer zurückgeholten Sicherung: "
                        + "pg_restore --no-owner --role=ROLLE (siehe LIESMICH)."
                );
        }
        catch (PostgresException e)
        {
            return Failed(
                $"„migrate“ vor dem nächsten Start scheitert: Die Datenbank lehnt die Rolle des Besitzers ab ({e.MessageText}).",
                $"Bitte prüfen Sie {Lines}."
            );
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or ArgumentException)
        {
            return Failed(
                "„migrate“ vor dem nächsten Start scheitert: Als Besitzer ist die Datenbank nicht zu erreichen.",
                $"Bitte prüfen Sie {Lines}."
            );
        }
    }

    private static Finding Failed(string says, string mend) => Finding.Failed(CheckCodes.Database, says, mend);
}
