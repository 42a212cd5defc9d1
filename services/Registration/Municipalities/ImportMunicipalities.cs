using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Municipalities;

/// <summary>
/// The verb <c>import-municipalities FILE</c> takes an edition of the official register as the present state: all of it
/// or nothing. The same edition again changes nothing; an older one is refused, and so is one that would end more than
/// a tenth of all. Exit code 2: not taken. With <c>--if-none</c> behind it a register that is there is left alone,
/// whatever the file says.
/// </summary>
internal static class ImportMunicipalities
{
    private const int LargestFile = 50 * 1024 * 1024;

    public sealed record Report(int Added, int Changed, int Ended, int Unchanged);

    /// <summary>
    /// Imports and returns true when the first argument is <c>import-municipalities</c>; else does nothing.
    /// </summary>
    public static async Task<bool> ImportMunicipalitiesWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["import-municipalities", ..])
        {
            return false;
        }

        var onlyIfNone = args is [.., "--if-none"];
        if (
            (onlyIfNone ? args[..^1] : args) is not [_, var path]
            || !File.Exists(path)
            || new FileInfo(path).Length > LargestFile
        )
        {
            return await Refuse("Bitte nennen Sie eine Datei im Format GV100AD bis 50 MB: import-municipalities DATEI");
        }

        await using var scope = app.Services.CreateAsyncScope();
        if (
            onlyIfNone
            && await scope.ServiceProvider.GetRequiredService<RegistrationDbContext>().Municipalities.AnyAsync()
        )
        {
            Console.WriteLine("Ein Gemeindeverzeichnis liegt schon vor; es bleibt, wie es ist.");
            return true;
        }

        var begun = Stopwatch.GetTimestamp();
        var register = MunicipalRegister.Read(await File.ReadAllBytesAsync(path));
        if (register.Faults.Count > 0)
        {
            return await Refuse(string.Join('\n', [.. register.Faults, "Nichts wurde übernommen."]));
        }

        Console.WriteLine(
            $"{register.Entries.Count} Gemeinden gelesen, Gebietsstand {register.Day:dd.MM.yyyy}. Wird abgeglichen …"
        );

        var (report, refused) = await HandleAsync(
            scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
            register,
            scope.ServiceProvider.GetRequiredService<TimeProvider>(),
            CancellationToken.None
        );
        if (report is null)
        {
            return await Refuse($"{refused} Nichts wurde übernommen.");
        }

        Console.WriteLine(
            $"Neu: {report.Added}, geändert: {report.Changed}, aufgelöst: {report.Ended}, unverändert: {report.Unchanged}. "
                + $"Dauer: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s."
        );
        return true;
    }

    /// <summary>What changed, or why nothing did.</summary>
    public static async Task<(Report? Taken, string? Refused)> HandleAsync(
        RegistrationDbContext db,
        MunicipalRegister register,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Of two imports at once the second compares with what the first left.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE municipalities IN SHARE ROW EXCLUSIVE MODE", cancellation);
        var before = await db.Municipalities.CountAsync(row => row.Until == null, cancellation);
        var newest = await db.Municipalities.MaxAsync(
            row => row.Until > row.Since ? row.Until : (DateOnly?)row.Since,
            cancellation
        );
        if (register.Day < newest)
        {
            return (null, $"Es liegt schon der Gebietsstand {newest:dd.MM.yyyy} vor; diese Datei ist älter.");
        }

        await StageAsync((NpgsqlConnection)db.Database.GetDbConnection(), register, time, cancellation);
        var dissolved = await db.Municipalities.CountAsync(
            row => row.Until == null && !register.Entries.Select(entry => entry.Ags).Contains(row.Ags),
            cancellation
        );
        if (dissolved * 10 > before)
        {
            return (null, $"{dissolved} von {before} Gemeinden fehlen in der Datei; sie ist vermutlich unvollständig.");
        }

        var ended = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE municipalities SET until = {register.Day}
            WHERE until IS NULL AND NOT EXISTS (
                SELECT FROM edition WHERE (edition.ags, edition.name, edition.district, edition.land)
                    = (municipalities.ags, municipalities.name, municipalities.district, municipalities.land))
            """,
            cancellation
        );
        var begun = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO municipalities (id, ags, name, district, land, search, since)
            SELECT id, ags, name, district, land, search, {register.Day} FROM edition
            WHERE NOT EXISTS (SELECT FROM municipalities WHERE municipalities.ags = edition.ags AND until IS NULL)
            """,
            cancellation
        );
        var report = new Report(begun - (ended - dissolved), ended - dissolved, dissolved, before - ended);
        if (ended + begun > 0)
        {
            db.Add(
                AuditEntry.ByCommand(
                    nameof(ImportMunicipalities),
                    "register",
                    $"{register.Day:yyyy-MM-dd}",
                    time.GetUtcNow()
                )
            );
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (report, null);
    }

    private static async Task StageAsync(
        NpgsqlConnection connection,
        MunicipalRegister register,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        await using (
            var create = new NpgsqlCommand(
                "CREATE TEMPORARY TABLE edition (id uuid, ags text, name text, district text, land text, search text) ON COMMIT DROP",
                connection
            )
        )
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY edition FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var entry in register.Entries)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(Guid.CreateVersion7(time.GetUtcNow()), NpgsqlDbType.Uuid, cancellation);
            foreach (
                var text in (string[])
                    [entry.Ags, entry.Name, entry.District, entry.Land, $" {Municipality.Fold(entry.Name)}"]
            )
            {
                await copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task<bool> Refuse(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        Environment.ExitCode = 2;
        return true;
    }
}
