using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn;

public sealed class KeyRingTests : IDisposable
{
    private const string Password = "nur-fuer-tests";
    private readonly string folder = Directory.CreateTempSubdirectory("key-ring-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_database_holds_keys_only_sealed_and_who_has_the_certificate_reads_on()
    {
        var (first, second) = (Certificate("erstes"), Certificate("zweites"));
        await using var service = await Start(new() { ["KeyRing:Certificate"] = first });
        var word = Protector(service).Protect("geheim");

        await using (var scope = service.Services.CreateAsyncScope())
        {
            var rows = await scope
                .ServiceProvider.GetRequiredService<RegistrationDbContext>()
                .DataProtectionKeys.ToListAsync(TestContext.Current.CancellationToken);
            rows.ShouldNotBeEmpty();
            rows.ShouldAllBe(row => row.Xml!.Contains("EncryptedData") && !row.Xml.Contains("masterKey"));
        }

        await using var replica = await Start(new(service.Settings));
        Protector(replica).Unprotect(word).ShouldBe("geheim");
        await using var renewed = await Start(
            new(service.Settings) { ["KeyRing:Certificate"] = second, ["KeyRing:Former:0"] = first }
        );
        Protector(renewed).Unprotect(word).ShouldBe("geheim");
    }

    [Fact]
    public async Task Replicas_that_start_for_the_first_time_at_once_make_one_key_and_read_what_each_other_sealed()
    {
        var settings = new Dictionary<string, string>
        {
            // Whoever comes first waits for the other to start.
            ["ConnectionStrings:database"] =
                $"{await MigratedDatabase.CreateAsync<RegistrationDbContext>()};Command Timeout=180",
            ["ConnectionStrings:rabbitmq"] = (await TestServers.CreateVirtualHostAsync()).ToString(),
        };

        // Both arrive before either may look: without the lock each would find no key and make one.
        await using var database = NpgsqlDataSource.Create(settings["ConnectionStrings:database"]);
        await using var holder = await database.OpenConnectionAsync();
        await using var holding = await holder.BeginTransactionAsync();
        await ScalarAsync(holder, "select pg_advisory_xact_lock(hashtextextended('first key of the key ring', 0))");
        var starting = Enumerable
            .Range(0, 2)
            .Select(_ => Task.Run(() => ServiceUnderTest<Program>.StartAsync(settings)))
            .ToList();
        await Eventually.Holds(async () =>
            (
                await ScalarAsync(
                    holder,
                    """
                    select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
                    where l.locktype = 'advisory' and not l.granted
                    """
                )
            ).ShouldBe(2L)
        );
        await holding.CommitAsync();
        var replicas = await Task.WhenAll(starting);

        var words = replicas.Select(replica => Protector(replica).Protect("geheim")).ToList();
        replicas.ShouldAllBe(replica => words.TrueForAll(word => Protector(replica).Unprotect(word) == "geheim"));
        await using (var scope = replicas[0].Services.CreateAsyncScope())
        {
            (
                await scope
                    .ServiceProvider.GetRequiredService<RegistrationDbContext>()
                    .DataProtectionKeys.CountAsync(TestContext.Current.CancellationToken)
            ).ShouldBe(1);
        }

        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public void Outside_development_nothing_starts_without_a_certificate()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            web.UseSetting("ConnectionStrings:database", "Host=127.0.0.1");
            web.UseSetting("ConnectionStrings:rabbitmq", "amqp://127.0.0.1");
        });

        Should.Throw<OptionsValidationException>(factory.StartServer).Message.ShouldContain("KeyRing__Certificate");
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static IDataProtector Protector(ServiceUnderTest<Program> service) =>
        service.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static Task<ServiceUnderTest<Program>> Start(Dictionary<string, string> settings)
    {
        settings["KeyRing:Password"] = Password;
        return ServiceUnderTest<Program>.StartAsync(settings);
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow(),
            TimeProvider.System.GetUtcNow().AddYears(1)
        );
        var file = Path.Combine(folder, $"{name}.p12");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, Password));
        return file;
    }
}
