using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Npgsql;

namespace Stadtgespraeche.Testing;

/// <summary>
/// The real PostgreSQL and RabbitMQ that <c>./test</c> started for the tests, named by environment variables. Each
/// assembly, or each test that wants to be alone, takes a fresh database and a fresh virtual host.
/// </summary>
public static class TestServers
{
    public static string Postgres => Required("STADTGESPRAECHE_TEST_POSTGRES");

    public static Uri RabbitMq => new(Required("STADTGESPRAECHE_TEST_RABBITMQ"));

    public static HttpClient Management { get; } = CreateManagement();

    /// <summary>
    /// A new database, empty or a copy of <paramref name="template"/>; returns its connection string.
    /// </summary>
    public static async Task<string> CreateDatabaseAsync(string template = "template1")
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(Postgres);
        await using var create = server.CreateCommand($"create database {name} template {template}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres)
        {
            Database = name,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    /// <summary>A new, empty virtual host that the tests' administrator may use; returns its amqp address.</summary>
    public static async Task<Uri> CreateVirtualHostAsync()
    {
        var name = $"test-{Guid.NewGuid():N}";
        (await Management.PutAsync($"api/vhosts/{name}", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        await AllowAsync(name, RabbitMq.UserInfo.Split(':')[0]);
        return new UriBuilder(RabbitMq) { Path = name }.Uri;
    }

    /// <summary>
    /// Makes a broker user who may do everything in one virtual host, and returns the address with its name.
    /// </summary>
    public static async Task<Uri> CreateUserAsync(Uri virtualHost, string user)
    {
        const string password = "only-for-tests";
        (await Management.PutAsJsonAsync($"api/users/{user}", new { password, tags = "" })).EnsureSuccessStatusCode();
        await AllowAsync(virtualHost.AbsolutePath.Trim('/'), user);
        return new UriBuilder(virtualHost) { UserName = user, Password = password }.Uri;
    }

    private static async Task AllowAsync(string virtualHost, string user) =>
        (
            await Management.PutAsJsonAsync(
                $"api/permissions/{virtualHost}/{user}",
                new
                {
                    configure = ".*",
                    write = ".*",
                    read = ".*",
                }
            )
        ).EnsureSuccessStatusCode();

    private static HttpClient CreateManagement()
    {
        var address = new Uri(Required("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT"));
        var credentials = WebUtility.UrlDecode(address.UserInfo);
        return new HttpClient
        {
            BaseAddress = new UriBuilder(address)
            {
                UserName = "",
                Password = "",
                Path = "/",
            }.Uri,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))
                ),
            },
        };
    }

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{name} is not set: the tests need real servers, start them with ./test."
            );
}
