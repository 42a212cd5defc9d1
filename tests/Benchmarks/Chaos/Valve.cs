using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>The network between the services and a server: can be cut, in the middle of whatever is on its way.</summary>
internal sealed class Valve : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, ServerProcess.FreePort());
    private readonly ConcurrentDictionary<TcpClient, byte> ends = new();
    private readonly int server;
    private readonly Task accepting;
    private volatile bool open = true;

    public Valve(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        open = false;
        foreach (var end in ends.Keys)
        {
            end.Close();
        }
    }

    public void Open() => open = true;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = JoinAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        ends[near] = ends[far] = 0;
        try
        {
            if (open)
            {
                await far.ConnectAsync(IPAddress.Loopback, server);
                near.NoDelay = far.NoDelay = true;
                var (here, there) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // Cut, or the server is away: whoever is at the other end sees a broken connection.
        }
        finally
        {
            ends.TryRemove(near, out _);
            ends.TryRemove(far, out _);
        }
    }
}
